package dev.keyward.api.dispatch;

import dev.keyward.api.exchange.Endpoints;
import dev.keyward.api.exchange.Plane;
import dev.keyward.model.VaultName;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Tells what a host means, and which URLs its answers hold (security.md, section 8). Safe for use
/// by several threads.
public final class Hosts {
    /// A client chooses the authority, so what is remembered has to end somewhere.
    private static final int REMEMBERED = 256;

    private static final String VAULT_LABEL = ".vault";

    private final @Nullable VaultName defaultVault;
    private final Set<String> publicAuthorities;
    private final String base;
    private final Endpoints named;
    private final Map<String, Site> known = new ConcurrentHashMap<>();

    /// @param publicPort the port clients use
    /// @param defaultVault the vault that any host without a meaning of its own reaches, or null
    /// @param publicAuthorities what may be echoed in URLs beside loopback names
    public Hosts(
            String location,
            String domain,
            int publicPort,
            @Nullable VaultName defaultVault,
            Set<String> publicAuthorities) {
        this.defaultVault = defaultVault;
        this.publicAuthorities = publicAuthorities;
        this.base = location + "." + domain;
        String port = publicPort == 443 ? "" : ":" + publicPort;
        this.named =
                new Endpoints(
                        "https://management." + base + port,
                        "https://login." + base + port,
                        "https://graph." + base + port,
                        "https://vault." + base + port,
                        defaultVault,
                        null);
    }

    /// The deployment's own endpoints, whatever host a request names.
    public Endpoints named() {
        return named;
    }

    Site site(String authority) {
        Site site = known.get(authority);
        if (site == null) {
            site = classify(Authority.parse(authority));
            if (known.size() < REMEMBERED) {
                known.put(authority, site);
            }
        }
        return site;
    }

    private Site classify(@Nullable Authority authority) {
        if (authority == null) {
            return new Site.Malformed();
        }
        String host = authority.host();
        if (host.endsWith("." + base)) {
            return own(host.substring(0, host.length() - base.length() - 1));
        }
        return defaultVault == null
                ? new Site.Nowhere()
                : new Site.Shared(defaultVault, shared(authority));
    }

    /// @param label what stands before the location
    private Site own(String label) {
        switch (label) {
            case "management" -> {
                return new Site.OfPlane(Plane.MANAGEMENT, named);
            }
            case "login" -> {
                return new Site.OfPlane(Plane.LOGIN, named);
            }
            case "graph" -> {
                return new Site.OfPlane(Plane.GRAPH, named);
            }
            default -> {
                String vault =
                        label.endsWith(VAULT_LABEL)
                                ? label.substring(0, label.length() - VAULT_LABEL.length())
                                : "";
                return VaultName.isValid(vault)
                        ? new Site.OfVault(new VaultName(vault), named)
                        : new Site.Nowhere();
            }
        }
    }

    /// Clients call the URL they find in a key's id, so the authority they used is given back, but
    /// only one that can't point elsewhere.
    private Endpoints shared(Authority authority) {
        if (!authority.isLoopback()
                && !publicAuthorities.contains(authority.inUrl())
                && !publicAuthorities.contains(authority.host())) {
            return named;
        }
        String self = "https://" + authority.inUrl();
        return new Endpoints(self, self, self, named.vaultResource(), defaultVault, self);
    }
}
