package dev.keyward.api.exchange;

import dev.keyward.model.VaultName;
import dev.keyward.vault.vaults.Vault;
import org.jspecify.annotations.Nullable;

/// The URLs under which a client reaches this deployment by the hosts of one region; the only
/// source of URLs in answers. None ends with a slash; the port is in them unless it is 443.
///
/// @param region whose hosts these are
/// @param management such as `https://management.local.keyward.localhost:8443`
/// @param admin the operator's, such as `https://adminmanagement.local.keyward.localhost:8443`
/// @param login the tenant follows as the first path segment
/// @param vaults those of all regions, whose hosts are labels below the resource of their region
/// @param mutualTlsPort where clients may prove a certificate; 0 for nowhere
/// @param echo null unless the request came by an authority that is given back
public record Endpoints(
        String region,
        String management,
        String admin,
        String login,
        String graph,
        VaultHosts vaults,
        int mutualTlsPort,
        @Nullable Echo echo) {

    /// An authority that stands in answers as it was asked.
    ///
    /// @param url such as `https://localhost:8443`
    /// @param vault what it reaches
    public record Echo(String url, VaultName vault) {}

    /// The endpoints of a region.
    ///
    /// @param port that clients of these use
    /// @param mutualTlsPort where they may prove a certificate; 0 for nowhere
    public static Endpoints of(
            String region, String domain, int port, int mutualTlsPort, VaultHosts vaults) {
        String end = "." + region + "." + domain + suffix(port);
        return new Endpoints(
                region,
                "https://management" + end,
                "https://adminmanagement" + end,
                "https://login" + end,
                "https://graph" + end,
                vaults,
                mutualTlsPort,
                null);
    }

    /// All planes under one authority, which reaches the vault.
    public Endpoints echoing(String url, VaultName vault) {
        return new Endpoints(
                region, url, url, url, url, vaults, mutualTlsPort, new Echo(url, vault));
    }

    /// [#login], where a client may prove a certificate (RFC 8705 5); null if it can nowhere.
    public @Nullable String mutualTlsLogin() {
        if (mutualTlsPort == 0) {
            return null;
        }
        int colon = login.lastIndexOf(':');
        boolean hasPort = colon > Math.max(login.lastIndexOf(']'), "https:".length());
        return (hasPort ? login.substring(0, colon) : login) + suffix(mutualTlsPort);
    }

    /// A port as it stands in URLs.
    public static String suffix(int port) {
        return port == 443 ? "" : ":" + port;
    }

    /// The base URL of a vault: the authority the client used where that reaches this very vault,
    /// else its own host.
    public String vault(Vault vault) {
        return vault(vault.name(), vault.placement().location());
    }

    /// [#vault(Vault)] of a vault of that name in that location.
    public String vault(VaultName name, String location) {
        return echo != null && echo.vault.equals(name) ? echo.url : vaults.vault(name, location);
    }

    /// What tokens for the vaults of the region are asked for, such as
    /// `https://vault.local.keyward.localhost:8443`.
    public String vaultResource() {
        return vaults.resource(region);
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
        return "https://" + label + vaultResource().substring("https://vault".length());
    }

    /// What follows the name of a vault of the region in its host, such as
    /// `.vault.local.keyward.localhost:8443`.
    public String vaultSuffix() {
        return "." + vaultResource().substring("https://".length());
    }
}
