package dev.keyward.language;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyward.cmdlet.Catalogue;
import dev.keyward.language.eval.Evaluator;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Cancelling just before a run begins, and just after it ended.
@Timeout(60)
final class EarlyCancelTest {
    private final CapturingHost host = new CapturingHost();

    /// Looks at the clock that are left until one of them cancels: a line looks before it begins
    /// and after it ended.
    private final AtomicInteger looks = new AtomicInteger();

    private Session session;

    @BeforeEach
    void open() {
        session =
                Session.create(
                        Catalogue.EMPTY,
                        host,
                        new Evaluator.Surround(
                                this::look,
                                ZoneOffset.UTC,
                                new SecureRandom(),
                                Path.of("/"),
                                Map.of()));
    }

    private Instant look() {
        if (looks.getAndDecrement() == 1) {
            session.cancel();
        }
        return Instant.EPOCH;
    }

    private void assertGoesOn() {
        assertThat(session.runLine("'alive'").cancelled()).isFalse();
        assertThat(host.output()).isEqualTo("alive\n");
    }

    @Test
    void aLineThatHasNotBegunNeverDoes() {
        looks.set(1);
        assertThat(session.runLine("'begun'").cancelled()).isTrue();
        assertThat(host.output()).isEmpty();
        assertGoesOn();
    }

    @Test
    void aLineThatIsExpectedNeverBegins() {
        session.expectRun();
        session.cancel();
        assertThat(session.runLine("'begun'").cancelled()).isTrue();
        assertThat(host.output()).isEmpty();
        assertGoesOn();
    }

    @Test
    void whatIsCancelledAfterALineEndedIsForgotten() {
        looks.set(2);
        assertThat(session.runLine("'begun'").cancelled()).isFalse();
        assertThat(host.output()).isEqualTo("begun\n");
        assertGoesOn();
    }

    @Test
    void whereNoRunIsExpectedNothingIsCancelled() {
        session.cancel();
        assertGoesOn();
    }

    @Test
    void whatIsExpectedAnewIsNotCancelled() {
        session.expectRun();
        session.cancel();
        session.expectRun();
        assertGoesOn();
    }
}
