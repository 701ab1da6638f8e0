package dev.keyward.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CalendarSpanTest {
    private static final Instant START = Instant.parse("2024-01-31T10:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "P90D,2024-04-30T10:00:00Z",
        "P1M,2024-02-29T10:00:00Z",
        "P1Y10D,2025-02-10T10:00:00Z",
        "PT48H,2024-02-02T10:00:00Z",
        "P2W,2024-02-14T10:00:00Z",
        "p1y2m3dt4h5m6s,2025-04-03T14:05:06Z"
    })
    void countsYearsAndMonthsOnTheCalendar(String text, Instant end) {
        assertThat(new CalendarSpan(text).after(START)).isEqualTo(end);
    }

    @Test
    void goesBackAsWell() {
        assertThat(new CalendarSpan("P1M").before(Instant.parse("2024-03-31T10:00:00Z")))
                .isEqualTo(Instant.parse("2024-02-29T10:00:00Z"));
        assertThat(new CalendarSpan("P1DT1H").before(START))
                .isEqualTo(Instant.parse("2024-01-30T09:00:00Z"));
    }

    @Test
    void knowsAboutHowLongItIs() {
        assertThat(new CalendarSpan("P1Y1M1W1DT1S").approximate())
                .isEqualTo(Duration.ofDays(365 + 30 + 7 + 1).plusSeconds(1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "P",
                "PT",
                "90",
                "P-1D",
                "P1.5D",
                "P1D ",
                " P1D",
                "1D",
                "P1H",
                "PT1D",
                "P1DT",
                "P9999Y",
                "P99999999D",
                "P1D1Y",
                "P\u0661D"
            })
    void refusesWhatIsntOne(String text) {
        assertThatThrownBy(() -> CalendarSpan.parse("by", text))
                .isInstanceOfSatisfying(
                        VaultException.class,
                        refused ->
                                assertThat(refused.error())
                                        .isEqualTo(
                                                new VaultError.BadParameter(
                                                        "by",
                                                        "an ISO 8601 duration such as P90D")));
    }
}
