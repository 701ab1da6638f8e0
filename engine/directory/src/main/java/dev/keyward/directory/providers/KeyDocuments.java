package dev.keyward.directory.providers;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Fetches what issuers publish. Waits; safe for use by several threads.
@FunctionalInterface
public interface KeyDocuments {
    /// Nobody is asked.
    KeyDocuments NONE =
            _ -> {
                throw new IOException("nobody is called from here");
            };

    /// @throws IOException if it can't be had, is another issuer's, or the settings don't allow
    ///   that it is called
    KeySetDocument fetch(Whence whence) throws IOException;

    /// Where an issuer's keys are.
    ///
    /// @param metadata has to name the issuer
    /// @param keys null to be found in the metadata
    record Whence(String issuer, URI metadata, @Nullable URI keys) {}

    /// @param json a JWK set (RFC 7517 5), not looked at yet
    /// @param fresh how long it says it may be kept; null if it doesn't
    record KeySetDocument(String json, @Nullable Duration fresh) {}
}
