package dev.keyward.api.dispatch;

import dev.keyward.api.exchange.Endpoints;
import dev.keyward.api.exchange.Plane;
import dev.keyward.api.exchange.VaultHosts;
import dev.keyward.model.Regions;
import dev.keyward.model.VaultName;
import java.util.LinkedHashMap;
import java.util.List;
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
    private final Endpoints named;

    /// What the hosts of a region end with, with the dot, and the region's endpoints.
    private final Map<String, Endpoints> regions = new LinkedHashMap<>();

    private final Map<String, Site> known = new ConcurrentHashMap<>();

    /// The same hosts as clients that may prove a certificate reach them; null where none can.
    private final @Nullable Hosts mutualTls;

    /// Where no client is asked for a certificate.
    ///
    /// @param publicPort the port clients use
    /// @param defaultVault the vault that any host without a meaning of its own reaches, or null
    /// @param publicAuthorities what may be echoed in URLs beside loopback names
    public Hosts(
            Regions regions,
            String domain,
            int publicPort,
            @Nullable VaultName defaultVault,
            Set<String> publicAuthorities) {
        this(regions, domain, new Ports(publicPort, 0), defaultVault, publicAuthorities);
    }

    /// @param defaultVault the vault that any host without a meaning of its own reaches, or null
    /// @param publicAuthorities what may be echoed in URLs beside loopback names
    public Hosts(
            Regions regions,
            String domain,
            Ports ports,
            @Nullable VaultName defaultVault,
            Set<String> publicAuthorities) {
        this.defaultVault = defaultVault;
        this.publicAuthorities = publicAuthorities;
        VaultHosts vaults = new VaultHosts(regions, domain, ports.standard);
        for (String region : regions.all()) {
            this.regions.put(
                    "." + region + "." + domain,
                    Endpoints.of(region, domain, ports.standard, ports.mutualTls, vaults));
        }
        this.named = all().getFirst();
        this.mutualTls =
                ports.mutualTls == 0 || ports.mutualTls == ports.standard
                        ? null
                        : new Hosts(
                                regions,
                                domain,
                                new Ports(ports.mutualTls, ports.mutualTls),
                                defaultVault,
                                publicAuthorities);
    }

    /// Ports that clients use.
    ///
    /// @param standard in URLs, and in what tokens are asked for: Python's and Go's clients compare
    ///   that with the URL they called, port included
    /// @param mutualTls where they may prove a certificate; 0 for nowhere
    public record Ports(int standard, int mutualTls) {}

    /// As clients see the hosts that came by the port where they may prove a certificate.
    Hosts overMutualTls() {
        return mutualTls == null ? this : mutualTls;
    }

    /// The endpoints of the home region, whatever host a request names.
    public Endpoints named() {
        return named;
    }

    /// The endpoints where clients may prove a certificate; none if they can nowhere.
    public List<Endpoints> allOverMutualTls() {
        return mutualTls == null ? List.of() : mutualTls.all();
    }

    /// The endpoints of all regions, the home region's first.
    public List<Endpoints> all() {
        return List.copyOf(regions.values());
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
        for (Map.Entry<String, Endpoints> region : regions.entrySet()) {
            if (host.endsWith(region.getKey())) {
                return own(
                        host.substring(0, host.length() - region.getKey().length()),
                        region.getValue());
            }
        }
        return defaultVault == null
                ? new Site.Nowhere()
                : new Site.Shared(defaultVault, shared(authority, defaultVault));
    }

    /// @param label what stands before the region
    private static Site own(String label, Endpoints endpoints) {
        switch (label) {
            case "management" -> {
                return new Site.OfPlane(Plane.MANAGEMENT, endpoints);
            }
            case "adminmanagement" -> {
                return new Site.OfPlane(Plane.ADMIN, endpoints);
            }
            case "login" -> {
                return new Site.OfPlane(Plane.LOGIN, endpoints);
            }
            case "graph" -> {
                return new Site.OfPlane(Plane.GRAPH, endpoints);
            }
            default -> {
                String vault =
                        label.endsWith(VAULT_LABEL)
                                ? label.substring(0, label.length() - VAULT_LABEL.length())
                                : "";
                return VaultName.isValid(vault)
                        ? new Site.OfVault(new VaultName(vault), endpoints)
                        : new Site.Nowhere();
            }
        }
    }

    /// Clients call the URL they find in a key's id, so the authority they used is given back, but
    /// only one that can't point elsewhere.
    private Endpoints shared(Authority authority, VaultName vault) {
        if (!authority.isLoopback()
                && !publicAuthorities.contains(authority.inUrl())
                && !publicAuthorities.contains(authority.host())) {
            return named;
        }
        return named.echoing("https://" + authority.inUrl(), vault);
    }
}
