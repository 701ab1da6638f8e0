package dev.keyward.crypto.files;

import dev.keyward.crypto.certificates.CertificateFile;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.VaultException;
import dev.keyward.model.certificates.SecretFormat;
import dev.keyward.testing.KeptInputs;
import dev.keyward.testing.SeededRandom;
import dev.keyward.testing.Stranger;
import java.io.IOException;
import java.math.BigInteger;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.pkcs.Pfx;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/// PFX files as strangers send them, and what stands in them behind the MAC.
@Tag("security:S-14")
final class PfxFuzzTest {
    private static final CertificateFile FILES = new CertificateFile(new SeededRandom(1));

    /// Above that a derivation takes its time by design; [KeyFilesTest] holds how much it may.
    private static final BigInteger CHEAP = BigInteger.valueOf(12_000);

    @TestFactory
    Stream<DynamicTest> keptInputs() throws IOException {
        return KeptInputs.of(PfxFuzzTest.class, PfxFuzzTest::fuzzerTestOneInput);
    }

    public static void fuzzerTestOneInput(byte[] input) {
        if (isCostly(input)) {
            return;
        }
        read(input);
        byte[] open = withoutMac(input);
        if (open.length > 0) {
            read(open);
        }
    }

    private static void read(byte[] file) {
        Stranger.sends(
                file,
                VaultException.class,
                bytes -> KeyFiles.readPfx(SecretBytes.copyOf(bytes), KeyFixtures.PASSWORD).close());
        Stranger.sends(
                file,
                VaultException.class,
                bytes ->
                        FILES.read(SecretFormat.PKCS12, SecretBytes.copyOf(bytes), null, () -> {})
                                .key()
                                .close());
        // The value of a secret that says it is such a file.
        Stranger.sends(
                file,
                VaultException.class,
                bytes -> CertificateFile.pemOf(SecretBytes.copyOf(bytes)).close());
    }

    /// What a maker of files can do who knows the password: the MAC is no hurdle to him.
    private static byte[] withoutMac(byte[] file) {
        try {
            Pfx pfx = Pfx.getInstance(file);
            return pfx.getMacData() == null
                    ? new byte[0]
                    : new Pfx(pfx.getAuthSafe(), null).getEncoded(ASN1Encoding.DER);
        } catch (IOException | RuntimeException _) {
            return new byte[0];
        }
    }

    /// Whether a number in it could be a count of iterations.
    private static boolean isCostly(byte[] file) {
        try {
            return isCostly(ASN1Primitive.fromByteArray(file));
        } catch (IOException | RuntimeException _) {
            return false;
        }
    }

    private static boolean isCostly(Object part) {
        return switch (part) {
            case ASN1Integer number ->
                    number.getValue().compareTo(CHEAP) > 0 && number.getValue().bitLength() < 40;
            case ASN1Sequence parts -> {
                for (Object each : parts) {
                    if (isCostly(each)) {
                        yield true;
                    }
                }
                yield false;
            }
            case ASN1TaggedObject tagged -> isCostly(tagged.getBaseObject());
            default -> false;
        };
    }
}
