package dev.keyward.outside.events;

import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.outside.Outside;
import java.io.IOException;
import java.net.URI;
import java.util.Map;

/// Asks an endpoint whether it wants to be told anything (HTTP 1.1 Web Hooks for Event Delivery of
/// CloudEvents, section 4), so that nobody can be flooded by somebody else.
public final class Handshake {
    private final Outside outside;
    private final String origin;

    /// @param origin the host that sends, as endpoints may allow it
    public Handshake(Outside outside, String origin) {
        this.outside = outside;
        this.origin = origin;
    }

    /// @throws VaultException with `WebhookNotValidated` if it doesn't
    public void with(URI endpoint) {
        try {
            Outside.Answer answer =
                    outside.options(endpoint, Map.of("WebHook-Request-Origin", origin));
            String allowed = answer.headers().getOrDefault("webhook-allowed-origin", "");
            if (answer.status() / 100 != 2
                    || !allowed.equals("*") && !allowed.equalsIgnoreCase(origin)) {
                throw refused("it answered " + answer.status() + " and didn't allow " + origin);
            }
        } catch (IOException unreachable) {
            throw refused(String.valueOf(unreachable.getMessage()));
        }
    }

    private static VaultException refused(String why) {
        return new VaultException(new VaultError.WebhookNotValidated(why));
    }
}
