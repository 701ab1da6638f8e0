package dev.keyward.vault.vaults;

import java.util.UUID;

/// Where a vault belongs in the resource tree.
///
/// @param resourceGroup in the case it was given; compared without regard to case
/// @param location such as `local`
public record Placement(UUID subscriptionId, String resourceGroup, String location) {}
