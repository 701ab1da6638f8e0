package dev.keyward.vault.stored;

import static dev.keyward.vault.World.done;

import dev.keyward.crypto.encoding.CanonicalWriter;
import dev.keyward.crypto.sealing.ScopeKey;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.testing.KeptInputs;
import dev.keyward.testing.Stranger;
import dev.keyward.vault.World;
import dev.keyward.vault.vaults.Vault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/// Backup blobs as strangers send them, and their content as if this deployment had sealed it.
@Tag("security:S-14")
final class BackupFuzzTest {
    private static final World WORLD = world();
    private static final Vault VAULT = WORLD.vault("vault01");
    private static final ScopeKey KEY = WORLD.records.sealing("backup");

    private static final List<BiConsumer<Vault, byte[]>> RESTORES =
            List.of(
                    (vault, blob) ->
                            done(WORLD.secrets.lifeCycle().restore(vault, blob, _ -> taken())),
                    (vault, blob) ->
                            done(WORLD.keys.lifeCycle().restore(vault, blob, _ -> taken())),
                    (vault, blob) ->
                            done(
                                    WORLD.certificates
                                            .lifeCycle()
                                            .restore(vault, blob, _ -> taken())));

    @TestFactory
    Stream<DynamicTest> keptInputs() throws IOException {
        return KeptInputs.of(BackupFuzzTest.class, BackupFuzzTest::fuzzerTestOneInput);
    }

    public static void fuzzerTestOneInput(byte[] input) {
        restore(input);
        restore(KEY.seal(place(), SecretBytes.copyOf(input), WORLD.random));
    }

    private static void restore(byte[] blob) {
        RESTORES.forEach(restore ->
                Stranger.sends(blob, VaultException.class, bytes -> restore.accept(VAULT, bytes)));
    }

    /// A blob that is taken leaves nothing behind, so that the next one finds the same vault.
    private static byte[] taken() {
        throw new VaultException(new VaultError.Conflict("read as a whole"));
    }

    /// As [Backups] binds a blob to where it was made.
    private static byte[] place() {
        return CanonicalWriter.of("object-backup-place", 2)
                .uuid(WORLD.records.deploymentId())
                .uuid(World.TENANT.value())
                .uuid(World.SUBSCRIPTION)
                .text("local")
                .toBytes();
    }

    private static World world() {
        try {
            return new World(Files.createTempDirectory("backup-fuzz"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
