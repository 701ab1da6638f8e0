package dev.keyward.api.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

final class AuditTextTest {
    @Test
    @Tag("security:S-13")
    void charactersThatActOnAReaderAreReplaced() {
        assertThat(AuditText.clean("a\u001b[31mb\u202ec\u2028d\u0085e\ud800f"))
                .isEqualTo("a?[31mb?c?d?e?f");
    }

    @Test
    void ordinaryTextStaysAsItIs() {
        String text = "Größe \u4e2d 1/2 \"x\"\r\n";
        assertThat(AuditText.clean(text)).isSameAs(text);
    }

    @Test
    void longTextIsCut() {
        assertThat(AuditText.clean("x".repeat(5000))).hasSize(2051).endsWith("...");
    }

    @Test
    void ofAQueryOnlyHarmlessPartsStay() {
        assertThat(
                        AuditText.uri(
                                "https://v",
                                "/secrets",
                                "api%2Dversion=7.4&value=hunter2&maxresults=5&$skiptoken=abc&x"))
                .isEqualTo("https://v/secrets?api-version=7.4&maxresults=5");
    }

    @Test
    void timesHaveSevenDigits() {
        assertThat(AuditTime.text(Instant.parse("2026-02-11T08:14:03.5120047Z")))
                .isEqualTo("2026-02-11T08:14:03.5120047Z");
        assertThat(AuditTime.text(Instant.parse("2026-02-11T08:14:04Z")))
                .isEqualTo("2026-02-11T08:14:04.0000000Z");
    }
}
