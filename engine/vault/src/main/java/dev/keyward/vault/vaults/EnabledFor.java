package dev.keyward.vault.vaults;

/// Which parts of the platform may fetch from the vault by themselves.
public record EnabledFor(boolean deployment, boolean diskEncryption, boolean templateDeployment) {
    public static final EnabledFor NOTHING = new EnabledFor(false, false, false);
}
