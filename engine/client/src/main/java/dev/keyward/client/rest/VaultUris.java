package dev.keyward.client.rest;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Builds the data plane's URIs for one vault.
public record VaultUris(URI vault) {
    private static final String API_VERSION = "2026-05-01-preview";

    public URI of(String... segments) {
        StringBuilder uri = new StringBuilder(vault.toString().replaceAll("/+$", ""));
        for (String segment : segments) {
            uri.append('/').append(encode(segment));
        }
        return URI.create(uri.append("?api-version=").append(API_VERSION).toString());
    }

    /// @param version null for the current one
    public URI versioned(String collection, String name, @Nullable String version, String... more) {
        String[] segments = new String[(version == null ? 2 : 3) + more.length];
        segments[0] = collection;
        segments[1] = name;
        if (version != null) {
            segments[2] = version;
        }
        System.arraycopy(more, 0, segments, segments.length - more.length, more.length);
        return of(segments);
    }

    public static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
