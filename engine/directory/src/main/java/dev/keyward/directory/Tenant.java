package dev.keyward.directory;

import dev.keyward.model.TenantId;

/// A directory of principals (an Entra tenant).
///
/// @param domain under which user principal names stand, such as `keyward.localhost`; clients may
///   name the tenant by it
public record Tenant(TenantId id, String displayName, String domain) {}
