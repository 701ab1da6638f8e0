package dev.keyward.api.data.objects;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyward.api.FuzzedPlane;
import dev.keyward.api.VaultPlane;
import dev.keyward.crypto.encoding.CanonicalWriter;
import dev.keyward.crypto.sealing.Hmac;
import dev.keyward.model.VaultName;
import dev.keyward.testing.KeptInputs;
import dev.keyward.wire.Base64Url;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/// Continuation tokens as strangers send them, and the place in one as if we had given it out.
@Tag("security:S-14")
final class CursorFuzzTest {
    private static final FuzzedPlane PLANE = new FuzzedPlane();
    private static final List<String> LISTS =
            List.of("/secrets", "/keys", "/certificates", "/deletedsecrets", "/secrets/s/versions");

    @TestFactory
    Stream<DynamicTest> keptInputs() throws IOException {
        return KeptInputs.of(CursorFuzzTest.class, CursorFuzzTest::fuzzerTestOneInput);
    }

    /// The first octet says which list is asked for.
    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length < 2) {
            return;
        }
        String list = LISTS.get((input[0] & 0xff) % LISTS.size());
        byte[] rest = Arrays.copyOfRange(input, 1, input.length);
        ask(list, new String(rest, StandardCharsets.ISO_8859_1));
        assertThat(ask(list, sealed(list, rest))).isIn(200, 404);
    }

    private static int ask(String list, String token) {
        return PLANE.ask(
                        "GET",
                        list
                                + "?api-version=7.4&$skiptoken="
                                + URLEncoder.encode(token, StandardCharsets.UTF_8),
                        "",
                        Map.of())
                .status();
    }

    /// As [Cursors] makes it of a place.
    private static String sealed(String list, byte[] place) {
        VaultPlane plane = PLANE.plane();
        String text = new String(place, StandardCharsets.UTF_8);
        byte[] mac =
                plane.records
                        .hmac("cursor")
                        .of(
                                CanonicalWriter.of("cursor", 1)
                                        .uuid(
                                                plane.vaults
                                                        .find(new VaultName("vault01"))
                                                        .orElseThrow()
                                                        .id()
                                                        .value())
                                        .uuid(VaultPlane.TENANT.value())
                                        .text(VaultPlane.OWNER)
                                        .uuid(VaultPlane.CLIENT)
                                        .text(list)
                                        .text(text)
                                        .toBytes());
        byte[] octets = text.getBytes(StandardCharsets.UTF_8);
        byte[] token = Arrays.copyOf(octets, octets.length + Hmac.LENGTH);
        System.arraycopy(mac, 0, token, octets.length, Hmac.LENGTH);
        return Base64Url.encode(token);
    }
}
