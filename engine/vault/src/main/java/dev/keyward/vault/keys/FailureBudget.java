package dev.keyward.vault.keys;

import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// How often a key may fail to decrypt under a padding whose failures tell of the plaintext
/// (RSA1_5, CBC with padding), since attacks on those need many tries (security.md, section 9).
/// Safe for use by several threads.
final class FailureBudget {
    private static final System.Logger LOG = System.getLogger(FailureBudget.class.getName());

    static final int MOST = 100;
    static final Duration WINDOW = Duration.ofMinutes(1);

    private final String key;
    private final InstantSource clock;
    private Instant since = Instant.EPOCH;
    private int failures;

    /// @param key for the log
    FailureBudget(String key, InstantSource clock) {
        this.key = key;
        this.clock = clock;
    }

    /// @throws VaultException with `Throttled` until the window is over
    synchronized void check() {
        Instant end = since.plus(WINDOW);
        Instant now = clock.instant();
        if (failures >= MOST && now.isBefore(end)) {
            throw new VaultException(new VaultError.Throttled(Duration.between(now, end)));
        }
    }

    synchronized void failed() {
        Instant now = clock.instant();
        if (!now.isBefore(since.plus(WINDOW))) {
            since = now;
            failures = 0;
        }
        failures++;
        if (failures == MOST) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "key={0} failed to decrypt {1} times within a minute; no more of it for a while",
                    key,
                    MOST);
        }
    }
}
