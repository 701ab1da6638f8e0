package dev.keyward.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What would make a first start slow again doesn't come back unnoticed: signed jars, whose
/// signatures are checked before their first class is there, and what only clients need.
final class StartLoadsTest {
    @Test
    void aFirstStartLoadsNoSignedJarAndNoClient() throws Exception {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xlog:class+load",
                                "-classpath",
                                System.getProperty("java.class.path"),
                                StartTimes.class.getName())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        List<String> said =
                new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .toList();
        assertThat(process.waitFor()).isZero();
        List<String> start = said.stream().takeWhile(line -> !line.startsWith("first ")).toList();
        assertThat(start).hasSizeLessThan(said.size());
        assertThat(start).anyMatch(line -> line.contains(" dev.keyward.api.Engine "));
        assertThat(start)
                .noneMatch(line ->
                        line.contains(" org.bouncycastle.")
                                || line.contains(" com.amazon.corretto.")
                                || line.contains(" com.azure.")
                                || line.contains(" okhttp3.OkHttpClient "));
    }
}
