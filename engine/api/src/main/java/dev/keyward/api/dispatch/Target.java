package dev.keyward.api.dispatch;

import dev.keyward.api.exchange.Endpoints;
import dev.keyward.api.exchange.HostKind;
import dev.keyward.api.exchange.Plane;
import dev.keyward.model.VaultName;
import dev.keyward.vault.vaults.Vault;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the request is for, as far as that can be told before asking who it is from.
///
/// @param vault null outside the data plane, and where the host is none of ours
/// @param segments null when the path is malformed, which is told after authentication
record Target(
        Plane plane,
        Endpoints endpoints,
        HostKind host,
        @Nullable VaultName vault,
        @Nullable List<String> segments,
        @Nullable RuntimeException hostFault) {

    /// Whether the host is one by which the vault is reached: of another region's vault it knows
    /// nothing.
    boolean reaches(Vault found) {
        return host == HostKind.SHARED
                || endpoints
                        .vaults()
                        .regions()
                        .serving(found.placement().location())
                        .equals(endpoints.region());
    }
}
