package dev.keyward.api.data.keys;

import dev.keyward.api.FuzzedPlane;
import dev.keyward.testing.KeptInputs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/// JSON Web Keys as strangers import them, up to the key that is kept.
@Tag("security:S-14")
final class JwkFuzzTest {
    private static final FuzzedPlane PLANE = new FuzzedPlane();

    @TestFactory
    Stream<DynamicTest> keptInputs() throws IOException {
        return KeptInputs.of(JwkFuzzTest.class, JwkFuzzTest::fuzzerTestOneInput);
    }

    public static void fuzzerTestOneInput(byte[] input) {
        PLANE.ask(
                "PUT",
                "/keys/k?api-version=2026-05-01-preview",
                "{\"key\":" + new String(input, StandardCharsets.UTF_8) + "}",
                Map.of());
    }
}
