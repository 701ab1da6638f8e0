package dev.keyward.vault.vaults;

import java.time.Instant;

/// A vault that was deleted and can be recovered until its purge date.
public record DeletedVault(Vault vault, Instant deleted, Instant scheduledPurge) {}
