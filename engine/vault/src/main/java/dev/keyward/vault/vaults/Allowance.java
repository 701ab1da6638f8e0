package dev.keyward.vault.vaults;

import org.jspecify.annotations.Nullable;

/// How many objects the plans of a subscription allow in a location. Asked anew whenever objects
/// are made, so it is to be brief.
@FunctionalInterface
public interface Allowance {
    Allowance UNLIMITED = _ -> null;

    /// @return the most keys, secrets and certificates in all vaults there, live and deleted; null
    ///   for no limit
    @Nullable Long objects(Placement placement);
}
