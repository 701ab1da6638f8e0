package dev.keyward.api.exchange;

import dev.keyward.model.VaultName;
import org.jspecify.annotations.Nullable;

/// The URLs under which a client reaches this deployment; the only source of URLs in answers. None
/// ends with a slash; the port is in them unless it is 443.
///
/// @param management such as `https://management.local.keyward.localhost:8443`
/// @param login the tenant follows as the first path segment
/// @param vaultResource what tokens for vaults are asked for, such as
///   `https://vault.local.keyward.localhost:8443`; vault hosts are labels below it
/// @param defaultVault the vault that `self` reaches, if the request came by an authority that is
///   echoed
/// @param self the echoed authority as a URL, or null
public record Endpoints(
        String management,
        String login,
        String graph,
        String vaultResource,
        @Nullable VaultName defaultVault,
        @Nullable String self) {

    /// The base URL of a vault: the authority the client used where that reaches this very vault,
    /// else its own host.
    public String vault(VaultName name) {
        if (self != null && name.equals(defaultVault)) {
            return self;
        }
        return "https://" + name.canonical() + "." + vaultResource.substring("https://".length());
    }

    /// Where tools send people who want to see pages. Nothing is served there: the name is kept
    /// free for what an operator may put in front of it.
    public String portal() {
        return beside("portal");
    }

    /// Where tools look for what could be installed; kept free like [#portal].
    public String gallery() {
        return beside("gallery");
    }

    private String beside(String label) {
        return "https://" + label + vaultResource.substring("https://vault".length());
    }

    /// What follows the vault's name in its host, such as `.vault.local.keyward.localhost:8443`.
    public String vaultSuffix() {
        return "." + vaultResource.substring("https://".length());
    }
}
