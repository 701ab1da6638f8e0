package dev.keyward.crypto.sealing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyward.model.SecretBytes;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimedCodeTest {
    /// Of the test vectors of RFC 6238, appendix B.
    private static final SecretBytes SECRET = SecretBytes.ofUtf8("12345678901234567890");

    /// The last six digits of the RFC's eight.
    @ParameterizedTest
    @CsvSource({
        "59,         287082",
        "1111111109, 081804",
        "1111111111, 050471",
        "1234567890, 005924",
        "2000000000, 279037",
        "20000000000,353130"
    })
    void codesAreThoseOfTheRfc(long second, String code) {
        assertThat(TimedCode.code(SECRET, second / 30)).isEqualTo(code);
        assertThat(TimedCode.step(SECRET, code, Instant.ofEpochSecond(second), 0))
                .hasValue(second / 30);
    }

    @Test
    void aStepBeforeAndAfterPassAndNoOther() {
        for (int away = -3; away <= 3; away++) {
            Instant now = Instant.ofEpochSecond(1_111_111_111L + 30L * away);
            assertThat(TimedCode.step(SECRET, "050471", now, 0).isPresent())
                    .as("%s steps away", away)
                    .isEqualTo(Math.abs(away) <= 1);
        }
    }

    @Test
    void whatWasTakenIsNotTakenAgain() {
        Instant now = Instant.ofEpochSecond(1_111_111_111L);
        long step = TimedCode.step(SECRET, "050471", now, 0).orElseThrow();
        assertThat(TimedCode.step(SECRET, "050471", now, step - 1)).hasValue(step);
        assertThat(TimedCode.step(SECRET, "050471", now, step)).isEmpty();
        assertThat(TimedCode.step(SECRET, "050471", now, step + 1)).isEmpty();
    }

    @Test
    void otherTextsAreNoCodes() {
        Instant now = Instant.ofEpochSecond(1_111_111_111L);
        for (String other : new String[] {"", "50471", "0050471", "05047a", "٠٥٠٤٧١", "050472"}) {
            assertThat(TimedCode.step(SECRET, other, now, 0)).as(other).isEmpty();
        }
    }
}
