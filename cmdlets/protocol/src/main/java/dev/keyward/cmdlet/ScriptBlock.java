package dev.keyward.cmdlet;

/// A piece of program held as a value; run it through [Scripts].
public interface ScriptBlock {
    /// The text between the braces.
    String text();
}
