package dev.keyward.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The fuzzer sees what code of this JDK's class files does: one that doesn't know their format
/// runs and says nothing, but instruments nothing.
@Tag("security:S-14")
final class FuzzerTest {
    private static final int LONGEST_SECONDS = 120;

    @TempDir private Path folder = Path.of("");

    @Test
    void findsAFaultThatOnlyCoverageLeadsTo() throws IOException, InterruptedException {
        Process fuzzer =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:+EnableDynamicAgentLoading",
                                "-XX:TieredStopAtLevel=1",
                                "--enable-native-access=ALL-UNNAMED",
                                "--sun-misc-unsafe-memory-access=allow",
                                "-cp",
                                System.getProperty(
                                        "surefire.test.class.path",
                                        System.getProperty("java.class.path")),
                                "com.code_intelligence.jazzer.Jazzer",
                                "--target_class=" + PlantedFault.class.getName(),
                                "--instrumentation_includes=" + PlantedFault.class.getName(),
                                "--custom_hook_includes=" + PlantedFault.class.getName(),
                                "--reproducer_path=" + folder,
                                "-artifact_prefix=" + folder + "/",
                                "-max_total_time=" + LONGEST_SECONDS,
                                folder.toString())
                        .redirectErrorStream(true)
                        .start();
        try {
            fuzzer.getOutputStream().close();
            String said =
                    new String(fuzzer.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(said).contains("the planted fault").contains("KW\\007tresor");
            assertThat(fuzzer.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)).isTrue();
        } finally {
            fuzzer.destroyForcibly();
        }
    }
}
