package dev.keyward.directory.providers;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// The keys that issuers publish, as they were last seen. Never waits: fetching is done by a thread
/// of its own. Safe for use by several threads.
///
/// What strangers send costs nothing outside: an issuer is asked by one thread at a time, at most
/// once a minute because of a token, and what waits for the answer is counted (security.md, section
/// 9; identity.md, section 10).
final class IssuerKeyCache {
    private static final System.Logger LOG = System.getLogger(IssuerKeyCache.class.getName());

    /// How long keys are kept, if the issuer doesn't say; it may say between the two others.
    static final Duration KEPT = Duration.ofHours(1);

    private static final Duration LEAST = Duration.ofMinutes(5);
    private static final Duration MOST = Duration.ofHours(24);

    /// How long keys count that can't be asked for.
    static final Duration OUTAGE = Duration.ofHours(24);

    /// Between two that a token is the reason of.
    static final Duration PAUSE = Duration.ofMinutes(1);

    private static final int REMEMBERED = 2_000;

    /// Requests that may wait, of an issuer and of all.
    static final int WAITING_OF_ISSUER = 50;

    private static final int WAITING = 500;

    private final KeyDocuments documents;
    private final InstantSource clock;
    private final AtomicInteger waiting = new AtomicInteger();

    private final Cache<KeyDocuments.Whence, Issuer> issuers =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    IssuerKeyCache(KeyDocuments documents, InstantSource clock) {
        this.documents = documents;
        this.clock = clock;
    }

    /// @param until when they are to be asked for again
    private record Known(PublishedKeys keys, Instant seen, Instant until) {}

    private static final class Issuer {
        final KeyDocuments.Whence whence;
        final AtomicInteger waiting = new AtomicInteger();
        volatile @Nullable Known known;

        /// Guarded by this, as is what follows.
        @Nullable CompletableFuture<@Nullable Void> flight;

        @Nullable Instant tried;

        Issuer(KeyDocuments.Whence whence) {
            this.whence = whence;
        }
    }

    /// Those to go by. Has them asked for again when it is time, which nobody waits for.
    ///
    /// @return null if there are none, or none that count any more
    @Nullable PublishedKeys atHand(KeyDocuments.Whence whence) {
        Issuer issuer = issuer(whence);
        Known known = issuer.known;
        Instant now = clock.instant();
        if (known == null || now.isAfter(known.seen.plus(OUTAGE))) {
            return null;
        }
        if (now.isAfter(known.until)) {
            var _ = fetch(issuer, now);
        }
        return known.keys;
    }

    /// Has the keys asked for, because a token names one that isn't at hand.
    ///
    /// @return completes with the answer, whatever it is; null if it was asked for within the last
    ///   minute, which is answer enough
    /// @throws VaultException with `Throttled` if too much waits for keys already
    @Nullable CompletionStage<?> fetch(KeyDocuments.Whence whence) {
        Issuer issuer = issuer(whence);
        CompletableFuture<@Nullable Void> flight = fetch(issuer, clock.instant());
        if (flight == null) {
            return null;
        }
        boolean room = issuer.waiting.incrementAndGet() <= WAITING_OF_ISSUER;
        if (waiting.incrementAndGet() > WAITING || !room) {
            left(issuer);
            throw new VaultException(new VaultError.Throttled(Duration.ofSeconds(1)));
        }
        return flight.whenComplete((_, _) -> left(issuer));
    }

    private void left(Issuer issuer) {
        issuer.waiting.decrementAndGet();
        waiting.decrementAndGet();
    }

    private Issuer issuer(KeyDocuments.Whence whence) {
        return issuers.get(whence, Issuer::new);
    }

    private @Nullable CompletableFuture<@Nullable Void> fetch(Issuer issuer, Instant now) {
        CompletableFuture<@Nullable Void> flight;
        synchronized (issuer) {
            if (issuer.flight != null) {
                return issuer.flight;
            }
            // A clock that was set back doesn't keep anybody from asking.
            Instant tried = issuer.tried;
            if (tried != null && !now.isBefore(tried) && now.isBefore(tried.plus(PAUSE))) {
                return null;
            }
            issuer.tried = now;
            flight = new CompletableFuture<>();
            issuer.flight = flight;
        }
        Thread.ofVirtual().name("issuer-keys").start(() -> land(issuer, flight));
        return flight;
    }

    private void land(Issuer issuer, CompletableFuture<@Nullable Void> flight) {
        try {
            KeyDocuments.KeySetDocument document = documents.fetch(issuer.whence);
            Instant now = clock.instant();
            issuer.known =
                    new Known(
                            PublishedKeys.parse(document.json()),
                            now,
                            now.plus(kept(document.fresh())));
        } catch (IOException | ParseException failed) {
            LOG.log(
                    Level.WARNING,
                    "identity issuer={0} gave no keys: {1}",
                    issuer.whence.issuer(),
                    failed.getMessage());
        } finally {
            synchronized (issuer) {
                issuer.flight = null;
                issuer.tried = clock.instant();
            }
            flight.complete(null);
        }
    }

    private static Duration kept(@Nullable Duration said) {
        if (said == null) {
            return KEPT;
        }
        return said.compareTo(LEAST) < 0 ? LEAST : said.compareTo(MOST) > 0 ? MOST : said;
    }
}
