package dev.keyward.cmdlet;

/// How much a command can spoil; compared with `$ConfirmPreference`.
public enum ConfirmImpact {
    None,
    Low,
    Medium,
    High
}
