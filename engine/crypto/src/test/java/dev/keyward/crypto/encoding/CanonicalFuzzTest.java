package dev.keyward.crypto.encoding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyward.model.VaultException;
import dev.keyward.testing.KeptInputs;
import dev.keyward.testing.Stranger;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/// The encoding of all that is stored, backed up and exported: one content has one form, so what is
/// read and written again is the same octets.
///
/// The first octet says how many fields are read, and the ones after it of which type.
@Tag("security:S-14")
final class CanonicalFuzzTest {
    private static final String LABEL = "f";

    @TestFactory
    Stream<DynamicTest> keptInputs() throws IOException {
        return KeptInputs.of(CanonicalFuzzTest.class, CanonicalFuzzTest::fuzzerTestOneInput);
    }

    public static void fuzzerTestOneInput(byte[] input) {
        int fields = input.length == 0 ? 0 : input[0] & 0x0f;
        if (input.length <= fields) {
            return;
        }
        Stranger.sends(
                input,
                VaultException.class,
                bytes -> {
                    ByteBuffer all = ByteBuffer.wrap(bytes, 1 + fields, bytes.length - 1 - fields);
                    byte[] encoded = new byte[all.remaining()];
                    all.get(encoded);
                    byte[] again =
                            CanonicalReader.read(
                                    encoded,
                                    LABEL,
                                    in -> {
                                        CanonicalWriter out =
                                                CanonicalWriter.of(LABEL, in.formatVersion());
                                        for (int i = 1; i <= fields; i++) {
                                            copy(bytes[i] & 0x0f, in, out);
                                        }
                                        return out.toBytes();
                                    });
                    assertThat(again).isEqualTo(encoded);
                });
    }

    private static void copy(int type, CanonicalReader in, CanonicalWriter out) {
        switch (type) {
            case 0 -> out.text(in.text());
            case 1 -> out.text(in.optionalText());
            case 2 -> out.bytes(in.bytes());
            case 3 -> out.bytes(in.optionalBytes());
            case 4 -> out.secret(in.secret());
            case 5 -> out.secret(in.optionalSecret());
            case 6 -> out.number(in.number());
            case 7 -> out.number(in.smallNumber());
            case 8 -> out.optionalNumber(in.optionalNumber());
            case 9 -> out.flag(in.flag());
            case 10 -> out.uuid(in.uuid());
            case 11 -> out.uuid(in.optionalUuid());
            case 12 -> out.count(in.count());
            case 13 -> out.texts(in.texts());
            default -> out.pairs(in.pairs());
        }
    }
}
