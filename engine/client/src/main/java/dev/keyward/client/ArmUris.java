package dev.keyward.client;

import java.net.URI;

/// Builds the management plane's URIs.
record ArmUris(String base) {
    static final String SUBSCRIPTIONS = "2022-12-01";
    static final String RESOURCES = "2021-04-01";
    static final String GENERIC_LIST = "2015-11-01";
    static final String AUDIT = "2026-11-01";
    static final String ROLES = "2022-04-01";
    static final String VAULTS = "2023-07-01";
    static final String EVENTS = "2022-06-15";

    /// @param path starts with a slash; its names are already encoded
    URI of(String path, String apiVersion) {
        return URI.create(base + path + "?api-version=" + apiVersion);
    }

    URI filtered(String path, String filter, String apiVersion) {
        return URI.create(
                of(path, apiVersion) + "&$filter=" + VaultUris.encode(filter).replace("%27", "'"));
    }
}
