package dev.keyward.server.http;

import java.time.Duration;

/// How many new connections of one host are let in (security.md, section 8.3).
///
/// @param atOnce that may come together, after a pause
/// @param apart between two of them from then on
/// @param probation for how long a host goes slower after a connection of its was ended for what it
///   sent
/// @param apartOnProbation between two of them meanwhile, the first included
/// @param mostWait how long one may wait to be let in; it is closed if it would be longer
record Arrivals(
        int atOnce,
        Duration apart,
        Duration probation,
        Duration apartOnProbation,
        Duration mostWait) {
    /// A handshake of TLS takes about a millisecond of a processor: a host has a twentieth of one
    /// for its handshakes.
    static final Arrivals STANDARD =
            new Arrivals(
                    200,
                    Duration.ofMillis(20),
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(10));

    static final Arrivals UNBOUNDED =
            new Arrivals(
                    Integer.MAX_VALUE, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);
}
