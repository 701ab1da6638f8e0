package dev.keyward.server.http;

import io.netty.util.AsciiString;
import io.vertx.core.MultiMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Hands the headers of an answer to Netty in the form that it hashes once and copies in one piece.
/// A dozen go with every answer, and most never change.
final class AnswerHeaders {
    /// Those whose values take few forms; others differ from answer to answer.
    private static final Set<String> CONSTANT =
            Set.of(
                    "Content-Type",
                    "Cache-Control",
                    "Pragma",
                    "Expires",
                    "Strict-Transport-Security",
                    "X-Content-Type-Options",
                    "x-ms-keyvault-region",
                    "x-ms-keyvault-service-version");

    /// Names and constant values, by their text.
    private static final Map<String, AsciiString> KNOWN = new ConcurrentHashMap<>();

    /// More than the API has; for the day that it gives names out that it was told.
    private static final int MOST = 512;

    private AnswerHeaders() {}

    static void add(Map<String, String> answered, MultiMap headers) {
        for (Map.Entry<String, String> header : answered.entrySet()) {
            String name = header.getKey();
            String value = header.getValue();
            headers.add(known(name), CONSTANT.contains(name) ? known(value) : value);
        }
    }

    private static CharSequence known(String text) {
        AsciiString known = KNOWN.get(text);
        if (known != null) {
            return known;
        }
        if (KNOWN.size() >= MOST) {
            return text;
        }
        AsciiString made = AsciiString.cached(text);
        KNOWN.put(text, made);
        return made;
    }
}
