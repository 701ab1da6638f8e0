package dev.keyward.model;

import java.util.UUID;

/// A directory (Entra tenant): the issuer of the tokens a vault accepts.
public record TenantId(UUID value) {
    /// @param text a GUID in any letter case
    /// @throws VaultException with `BadParameter` if it isn't one
    public static TenantId parse(String text) {
        return new TenantId(Guids.parse("tenantId", text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
