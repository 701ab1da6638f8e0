package dev.keyward.language.value;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// What System.Uri has and java.net.URI has in another way.
final class Uris {
    private Uris() {}

    static URI parse(String text) throws URISyntaxException {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            return new URI(text.replace(" ", "%20").replace("|", "%7C").replace("\\", "/"));
        }
    }

    static int port(URI uri) {
        if (uri.getPort() >= 0 || uri.getScheme() == null) {
            return uri.getPort();
        }
        return switch (uri.getScheme().toLowerCase(java.util.Locale.ROOT)) {
            case "https" -> 443;
            case "http" -> 80;
            case "ftp" -> 21;
            default -> -1;
        };
    }

    static String path(URI uri) {
        String path = uri.getRawPath();
        return path == null || path.isEmpty() ? "/" : path;
    }

    static String[] segments(URI uri) {
        List<String> parts = new ArrayList<>();
        String path = path(uri);
        int start = 0;
        for (int i = 0; i < path.length(); i++) {
            if (path.charAt(i) == '/') {
                parts.add(path.substring(start, i + 1));
                start = i + 1;
            }
        }
        if (start < path.length()) {
            parts.add(path.substring(start));
        }
        return parts.toArray(String[]::new);
    }

    static String authority(URI uri) {
        int port = uri.getPort();
        boolean usual = port < 0 || port == port(URI.create(uri.getScheme() + "://h"));
        return usual ? uri.getHost() : uri.getHost() + ":" + port;
    }

    static String absolute(URI uri) {
        String text = uri.toString();
        boolean bare =
                uri.getHost() != null && (uri.getRawPath() == null || uri.getRawPath().isEmpty());
        return bare && uri.getRawQuery() == null ? text + "/" : text;
    }

    static String escape(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }

    static String unescape(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
