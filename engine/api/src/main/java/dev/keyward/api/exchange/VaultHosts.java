package dev.keyward.api.exchange;

import dev.keyward.model.Regions;
import dev.keyward.model.VaultName;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/// Under which hosts a deployment has its vaults: each under its region's, whichever host is asked.
/// Immutable.
public final class VaultHosts {
    private static final String SCHEME = "https://";

    private final Regions regions;
    private final Map<String, String> below = new HashMap<>();

    /// @param publicPort the port clients use
    public VaultHosts(Regions regions, String domain, int publicPort) {
        this.regions = regions;
        String end = "." + domain + Endpoints.suffix(publicPort);
        regions.all().forEach(region -> below.put(region, "vault." + region + end));
    }

    public Regions regions() {
        return regions;
    }

    /// What tokens for the vaults of a region are asked for, such as
    /// `https://vault.local.keyward.localhost:8443`.
    ///
    /// @param location where a vault is placed
    public String resource(String location) {
        return SCHEME + below(location);
    }

    /// The base URL of a vault by its own host.
    String vault(VaultName name, String location) {
        return SCHEME + name.canonical() + "." + below(location);
    }

    private String below(String location) {
        String own = below.get(location);
        return own != null ? own : Objects.requireNonNull(below.get(regions.home()));
    }
}
