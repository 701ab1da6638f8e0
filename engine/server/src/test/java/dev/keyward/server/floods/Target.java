package dev.keyward.server.floods;

import dev.keyward.server.VaultCaller;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import javax.net.ssl.SSLContext;

/// What is flooded.
///
/// @param tls trusts it
/// @param tenant who signs in there
/// @param token of a client with a vault of its own, for floods by somebody known
/// @param hidden ASCII that a flood sends as a secret wherever it may: in bodies, passwords, tokens
///   and headers that aren't told of
/// @param shown what it says of itself where a server may tell of it: `User-Agent`
public record Target(
        SSLContext tls, int port, String tenant, String token, String hidden, String shown) {
    public static Target of(VaultCaller caller, int port) {
        return of(caller, port, "guess", "flood");
    }

    public static Target of(VaultCaller caller, int port, String hidden, String shown) {
        return new Target(
                caller.context(),
                port,
                caller.value("AZURE_TENANT_ID"),
                caller.token(),
                hidden,
                shown);
    }

    /// Header lines with both, each with a line end before it.
    String headers() {
        return "\r\nUser-Agent: " + shown + "\r\nCookie: session=" + hidden;
    }

    /// The same for HTTP/2.
    Map<String, String> fields() {
        return Map.of("user-agent", shown, "cookie", "session=" + hidden);
    }

    /// So many bytes of what is hidden.
    byte[] filler(int length) {
        return hidden.repeat(length / hidden.length() + 1)
                .substring(0, length)
                .getBytes(StandardCharsets.US_ASCII);
    }

    String host() {
        return "localhost:" + port;
    }
}
