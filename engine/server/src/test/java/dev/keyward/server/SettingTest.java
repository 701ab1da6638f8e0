package dev.keyward.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyward.api.dispatch.ThrottleProfile;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Numbers, times and choices, and what is said of others.
final class SettingTest {
    private static Setting setting(String text) {
        return new Setting(
                "it",
                text,
                (name, why) ->
                        new StartFailure(StartFailure.Kind.CONFIGURATION, name + " is " + why));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "0", "65536", "8443 ", "0x10", "99999999999999999999", "١"})
    void numbersAreDigitsWithinBounds(String text) {
        assertThatThrownBy(() -> setting(text).number(1, 65_535, "port"))
                .isInstanceOf(StartFailure.class)
                .hasMessage("it is no port; it must be 1 to 65535");
    }

    @ParameterizedTest
    @CsvSource({"0, PT0S", "5, PT5S", "5s, PT5S", "500ms, PT0.5S", "2m, PT2M", "60m, PT1H"})
    void timesHaveUnits(String text, Duration time) {
        assertThat(setting(text).time(Duration.ofHours(1))).isEqualTo(time);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "s", "61m", "1h", "5 s", "-5s", "5S", "1.5s", "99999999ms"})
    void otherTimesAreRefused(String text) {
        assertThatThrownBy(() -> setting(text).time(Duration.ofHours(1)))
                .isInstanceOf(StartFailure.class)
                .hasMessage("it is no time; it must be 0 to 60m, such as 500ms, 5s or 2m");
    }

    @Test
    void aChoiceIsMadeInAnyLetterCase() {
        assertThat(setting("Azure").choice("profile", ThrottleProfile.values()))
                .isEqualTo(ThrottleProfile.AZURE);
        assertThatThrownBy(() -> setting("fast").choice("profile", ThrottleProfile.values()))
                .isInstanceOf(StartFailure.class)
                .hasMessage("it is no profile; it must be off, azure or protect");
    }

    @Test
    void listsHaveCommas() {
        assertThat(setting(" a,b , ,c").list()).isEqualTo(List.of("a", "b", "c"));
        assertThat(setting("").list()).isEmpty();
    }
}
