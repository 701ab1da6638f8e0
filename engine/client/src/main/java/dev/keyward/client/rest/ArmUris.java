package dev.keyward.client.rest;

import java.net.URI;

/// Builds the management plane's URIs. The versions are the newest there are.
public record ArmUris(String base) {
    public static final String SUBSCRIPTIONS = "2022-12-01";
    public static final String RESOURCES = "2025-04-01";
    public static final String AUDIT = "2026-11-01";
    public static final String ROLES = "2022-04-01";
    public static final String VAULTS = "2026-05-15";
    public static final String EVENTS = "2025-02-15";
    public static final String OFFERS = "2015-11-01";
    public static final String QUOTAS = "2023-11-29-preview";

    /// @param path starts with a slash; its names are already encoded
    public URI of(String path, String apiVersion) {
        return URI.create(base + path + "?api-version=" + apiVersion);
    }

    public URI filtered(String path, String filter, String apiVersion) {
        return URI.create(
                of(path, apiVersion) + "&$filter=" + VaultUris.encode(filter).replace("%27", "'"));
    }
}
