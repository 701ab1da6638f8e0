package dev.keyward.server.floods;

import dev.keyward.server.VaultCaller;
import javax.net.ssl.SSLContext;

/// What is flooded.
///
/// @param tls trusts it
/// @param tenant who signs in there
/// @param token of a client with a vault of its own, for floods by somebody known
public record Target(SSLContext tls, int port, String tenant, String token) {
    public static Target of(VaultCaller caller, int port) {
        return new Target(caller.context(), port, caller.value("AZURE_TENANT_ID"), caller.token());
    }

    String host() {
        return "localhost:" + port;
    }
}
