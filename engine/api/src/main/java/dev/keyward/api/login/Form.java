package dev.keyward.api.login;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// A body of `application/x-www-form-urlencoded`.
final class Form {
    private static final int LONGEST = 64 * 1024;
    private static final int MOST = 64;

    private final Map<String, String> values;

    private Form(Map<String, String> values) {
        this.values = values;
    }

    /// @return empty if it can't be decoded, or names a parameter twice (RFC 6749 3.2)
    static Optional<Form> parse(byte[] body) {
        if (body.length > LONGEST) {
            return Optional.empty();
        }
        Map<String, String> values = new HashMap<>();
        String text = new String(body, StandardCharsets.ISO_8859_1);
        for (String pair : text.split("&", MOST + 1)) {
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=');
            try {
                String name = decode(equals < 0 ? pair : pair.substring(0, equals));
                String value = decode(equals < 0 ? "" : pair.substring(equals + 1));
                if (values.put(name, value) != null || values.size() > MOST) {
                    return Optional.empty();
                }
            } catch (IllegalArgumentException _) {
                return Optional.empty();
            }
        }
        return Optional.of(new Form(values));
    }

    /// With another value.
    Form with(String name, String value) {
        Map<String, String> all = new HashMap<>(values);
        all.put(name, value);
        return new Form(all);
    }

    static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /// Empty values are like absent ones (RFC 6749 3.2).
    Optional<String> get(String name) {
        return Optional.ofNullable(values.get(name)).filter(value -> !value.isEmpty());
    }
}
