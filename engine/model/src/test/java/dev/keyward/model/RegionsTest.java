package dev.keyward.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RegionsTest {
    private static final Regions TWO = Regions.of("local", List.of("west"));

    @ParameterizedTest
    @ValueSource(strings = {"west", "WEST", "West", "we st"})
    void findsARegionHoweverItIsWritten(String given) {
        assertThat(TWO.find(given)).contains("west");
    }

    @Test
    void knowsNoOther() {
        assertThat(TWO.find("east")).isEmpty();
    }

    @Test
    void whatIsPlacedElsewhereIsServedAtHome() {
        assertThat(TWO.serving("west")).isEqualTo("west");
        assertThat(TWO.serving("given-up")).isEqualTo("local");
    }

    @ParameterizedTest
    @ValueSource(strings = {"west", "west-2", "2", "eu1"})
    void isCalledByALabel(String name) {
        assertThat(Regions.isName(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "West",
                "-west",
                "west-",
                "we.st",
                "we st",
                "wést",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
            })
    void isCalledByNothingElse(String name) {
        assertThat(Regions.isName(name)).isFalse();
    }

    @Test
    void noTwoAreAlike() {
        assertThatThrownBy(() -> Regions.of("local", List.of("local")))
                .isInstanceOf(RuntimeException.class);
    }
}
