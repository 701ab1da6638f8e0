package dev.keyward.cmdlet;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Carries requests of web cmdlets, so that the language needs no HTTP client. Found by
/// [java.util.ServiceLoader].
public interface WebAccess {
    /// @param body null for none
    /// @param authorities PEM file of the only certificate authorities trusted; null for the JDK's
    /// @param timeout of the whole, with redirects and to the last byte of the answer; zero for
    ///   none
    /// @param redirects how many are followed at most
    record Request(
            String method,
            String uri,
            Map<String, String> headers,
            byte @Nullable [] body,
            @Nullable Path authorities,
            Duration timeout,
            int redirects) {}

    /// @param headers by name as sent, in order
    record Answer(int status, String reason, Map<String, List<String>> headers, byte[] body) {
        public boolean isSuccess() {
            return status >= 200 && status < 300;
        }
    }

    /// Sends a request and reads the whole answer, whatever its status.
    ///
    /// @throws IOException if there's no answer in time, one that is too long to be kept, or the
    ///   server isn't trusted
    Answer send(Request request) throws IOException;
}
