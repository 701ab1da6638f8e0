package dev.keyward.crypto.files;

import dev.keyward.crypto.certificates.CertificateFile;
import dev.keyward.crypto.forms.Pkcs8;
import dev.keyward.crypto.forms.PrivateKeyParts;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.VaultException;
import dev.keyward.model.certificates.SecretFormat;
import dev.keyward.testing.KeptInputs;
import dev.keyward.testing.SeededRandom;
import dev.keyward.testing.Stranger;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/// PEM files as strangers send them, with a password and without; what is taken can be kept.
@Tag("security:S-14")
final class PemFuzzTest {
    private static final KeyImport IMPORT = new KeyImport(new SeededRandom(1));
    private static final CertificateFile FILES = new CertificateFile(new SeededRandom(1));

    @TestFactory
    Stream<DynamicTest> keptInputs() throws IOException {
        return KeptInputs.of(PemFuzzTest.class, PemFuzzTest::fuzzerTestOneInput);
    }

    public static void fuzzerTestOneInput(byte[] input) {
        Stranger.sends(
                input,
                VaultException.class,
                bytes -> {
                    try (PrivateKeyParts parts =
                                    KeyFiles.readPem(
                                            SecretBytes.copyOf(bytes), KeyFixtures.PASSWORD);
                            ImportedKey key = IMPORT.check(parts)) {
                        if (!(parts instanceof PrivateKeyParts.Oct)) {
                            Pkcs8.publicParts(key.pkcs8());
                        }
                    }
                });
        Stranger.sends(
                input,
                VaultException.class,
                bytes ->
                        FILES.read(SecretFormat.PEM, SecretBytes.copyOf(bytes), null, () -> {})
                                .key()
                                .close());
    }
}
