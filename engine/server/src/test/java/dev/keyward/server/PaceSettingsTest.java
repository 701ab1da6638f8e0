package dev.keyward.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyward.api.Pace;
import dev.keyward.api.dispatch.ThrottleProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaceSettingsTest {
    @TempDir Path directory = Path.of("");

    private Pace read(String lines) throws IOException {
        Path file = directory.resolve("server.properties");
        Files.writeString(file, lines);
        return ServerSettings.read(file, directory).pace();
    }

    @Test
    void aServerIsProtectedAndSettlesAtOnceUnlessToldOtherwise() throws IOException {
        assertThat(read("")).isEqualTo(new Pace(ThrottleProfile.PROTECT, Duration.ZERO));
        assertThat(read("throttle=AZURE\nsoftDelete.settle=5s"))
                .isEqualTo(new Pace(ThrottleProfile.AZURE, Duration.ofSeconds(5)));
        assertThat(read("throttle=off").throttle()).isEqualTo(ThrottleProfile.OFF);
    }

    @ParameterizedTest
    @CsvSource({"0,PT0S", "7,PT7S", "500ms,PT0.5S", "2m,PT2M", "60m,PT1H"})
    void timesHaveUnits(String text, Duration time) throws IOException {
        assertThat(read("softDelete.settle=" + text).settle()).isEqualTo(time);
    }

    @ParameterizedTest
    @CsvSource({
        "throttle=fast,throttle is no profile; it must be off, azure or protect",
        "softDelete.settle=61m,softDelete.settle is no time; it must be 0 to 60m",
        "softDelete.settle=-1s,softDelete.settle is no time; it must be 0 to 60m",
        "softDelete.settle=5 s,softDelete.settle is no time; it must be 0 to 60m",
        "softDelete.settle=1h,softDelete.settle is no time; it must be 0 to 60m"
    })
    void whatElseIsSaidIsRefused(String line, String why) {
        assertThatThrownBy(() -> read(line))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining(why);
    }
}
