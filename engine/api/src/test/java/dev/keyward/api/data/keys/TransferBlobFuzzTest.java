package dev.keyward.api.data.keys;

import dev.keyward.api.FuzzedPlane;
import dev.keyward.testing.KeptInputs;
import dev.keyward.wire.Base64Url;
import java.io.IOException;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/// Transfer blobs (`.byok` files) as strangers import them. What is in their ciphertext is fuzzed
/// where it is unwrapped.
@Tag("security:S-14")
final class TransferBlobFuzzTest {
    private static final FuzzedPlane PLANE = new FuzzedPlane();

    @TestFactory
    Stream<DynamicTest> keptInputs() throws IOException {
        return KeptInputs.of(TransferBlobFuzzTest.class, TransferBlobFuzzTest::fuzzerTestOneInput);
    }

    public static void fuzzerTestOneInput(byte[] input) {
        PLANE.ask(
                "PUT",
                "/keys/k?api-version=7.4",
                "{\"key\":{\"kty\":\"EC-HSM\",\"key_hsm\":\"" + Base64Url.encode(input) + "\"}}",
                Map.of());
    }
}
