package dev.keyward.directory.providers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import dev.keyward.directory.providers.KeyDocuments.KeySetDocument;
import dev.keyward.model.VaultException;
import dev.keyward.testing.FakeClock;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class IssuerKeyCacheTest {
    private static final KeyDocuments.Whence SSO =
            new KeyDocuments.Whence(
                    "https://sso.example", URI.create("https://sso.example/metadata"), null);

    private final FakeClock clock = new FakeClock(Instant.parse("2026-11-24T10:00:00Z"));
    private final AtomicInteger asked = new AtomicInteger();
    private volatile @Nullable Duration fresh;
    private volatile boolean out;
    private final CountDownLatch answers = new CountDownLatch(1);
    private final String keys;

    IssuerKeyCacheTest() throws Exception {
        keys =
                new JWKSet(new ECKeyGenerator(Curve.P_256).keyID("k").generate())
                        .toPublicJWKSet()
                        .toString();
    }

    private final IssuerKeyCache cache =
            new IssuerKeyCache(
                    _ -> {
                        asked.incrementAndGet();
                        try {
                            answers.await();
                        } catch (InterruptedException stop) {
                            throw new IOException(stop);
                        }
                        if (out) {
                            throw new IOException("it is out");
                        }
                        return document();
                    },
                    clock);

    private KeySetDocument document() {
        return new KeySetDocument(keys, fresh);
    }

    @Test
    @Tag("security:S-14")
    void oneFetchesAndAsManyWaitAsMay() {
        CompletionStage<?> last = null;
        for (int i = 0; i < IssuerKeyCache.WAITING_OF_ISSUER; i++) {
            last = cache.fetch(SSO);
            assertThat(last).isNotNull();
        }
        assertThatThrownBy(() -> cache.fetch(SSO))
                .isInstanceOf(VaultException.class)
                .hasMessageContaining("Throttled");
        assertThat(cache.atHand(SSO)).isNull();
        answers.countDown();
        waitFor(last);
        assertThat(cache.atHand(SSO)).isNotNull();
        assertThat(asked).hasValue(1);
        // That was answer enough for a minute.
        assertThat(cache.fetch(SSO)).isNull();
        clock.advance(IssuerKeyCache.PAUSE);
        waitFor(cache.fetch(SSO));
        assertThat(asked).hasValue(2);
    }

    @Test
    void anIssuerSaysHowLongItsKeysAreKeptWithinLimits() {
        answers.countDown();
        for (Duration[] kept :
                new Duration[][] {
                    {Duration.ofSeconds(1), Duration.ofMinutes(5)},
                    {Duration.ofHours(3), Duration.ofHours(3)},
                    {Duration.ofDays(30), Duration.ofHours(24)}
                }) {
            fresh = kept[0];
            clock.advance(IssuerKeyCache.PAUSE);
            waitFor(cache.fetch(SSO));
            int before = asked.get();
            clock.advance(kept[1]);
            assertThat(cache.atHand(SSO)).isNotNull();
            assertThat(asked).as("still fresh after %s", kept[1]).hasValue(before);
        }
    }

    @Test
    void anOutageIsBorneForADayAndNoLonger() {
        answers.countDown();
        waitFor(cache.fetch(SSO));
        out = true;
        clock.advance(IssuerKeyCache.OUTAGE);
        assertThat(cache.atHand(SSO)).isNotNull();
        clock.advance(Duration.ofSeconds(1));
        assertThat(cache.atHand(SSO)).isNull();
    }

    private static void waitFor(@Nullable CompletionStage<?> fetched) {
        var _ = Objects.requireNonNull(fetched, "nobody was asked").toCompletableFuture().join();
    }
}
