package dev.keyward.vault;

import static dev.keyward.vault.World.done;

import dev.keyward.crypto.encoding.CanonicalReader;
import dev.keyward.crypto.encoding.CanonicalWriter;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.model.VaultId;
import dev.keyward.testing.KeptInputs;
import dev.keyward.testing.Stranger;
import dev.keyward.vault.issuers.CertificateIssuers;
import dev.keyward.vault.objects.Belongings;
import dev.keyward.vault.vaults.Vault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/// The content of exports as somebody makes them who knows the passphrase, which is whoever
/// imports. The seal around it is nothing but a format number and octets without structure.
@Tag("security:S-14")
final class ExportFuzzTest {
    private static final World WORLD = world();
    private static final Vault VAULT = WORLD.vault("vault01");
    private static final VaultTransfer TRANSFER =
            new VaultTransfer(
                    WORLD.foundation(),
                    VaultObjects.on(
                            WORLD.foundation(),
                            new CertificateIssuers(List.of(WORLD.authority)),
                            _ -> World.audited()),
                    new NoAuthority());

    @TestFactory
    Stream<DynamicTest> keptInputs() throws IOException {
        return KeptInputs.of(ExportFuzzTest.class, ExportFuzzTest::fuzzerTestOneInput);
    }

    public static void fuzzerTestOneInput(byte[] input) {
        Stranger.sends(
                input,
                VaultException.class,
                bytes -> done(TRANSFER.write(VAULT, SecretBytes.copyOf(bytes), _ -> taken())));
    }

    /// An export that is taken leaves nothing behind, so that the next one finds the same vault.
    private static byte[] taken() {
        throw new VaultException(new VaultError.Conflict("read as a whole"));
    }

    private record NoAuthority() implements Belongings {
        @Override
        public Count writeAll(CanonicalWriter out, VaultId vault) {
            return Count.of(0);
        }

        @Override
        public Arrived readAll(CanonicalReader in, VaultId vault) {
            return Arrived.NOTHING;
        }
    }

    private static World world() {
        try {
            return new World(Files.createTempDirectory("export-fuzz"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
