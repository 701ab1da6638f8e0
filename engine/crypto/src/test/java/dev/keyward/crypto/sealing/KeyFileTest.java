package dev.keyward.crypto.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.keyward.crypto.encoding.CanonicalWriter;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.testing.SeededRandom;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("security:S-16")
class KeyFileTest {
    private static final byte[] PURPOSE = CanonicalWriter.of("test", 1).toBytes();
    private static final SecretBytes ROOT = SecretBytes.adopt(new byte[32]);

    private final SeededRandom random = new SeededRandom(9);
    private Path directory = Path.of("");
    private Path file = Path.of("");

    @BeforeEach
    void place(@TempDir Path temporary) {
        directory = temporary.resolve("home/keys");
        file = directory.resolve("root.key");
    }

    @Test
    void isMadeForItsOwnerAloneInADirectoryForItsOwnerAlone() throws IOException {
        KeyFile.openOrCreate(file, random);
        assertThat(mode(file)).isEqualTo("rw-------");
        assertThat(mode(directory)).isEqualTo("rwx------");
        assertThat(mode(directory.resolve("..").normalize())).isEqualTo("rwx------");
    }

    @Test
    void unwrapsWhatItWrappedAfterBeingOpenedAgain() throws IOException {
        byte[] wrapped = KeyFile.openOrCreate(file, random).wrap(ROOT, 3, PURPOSE);
        assertThat(KeyFile.openOrCreate(file, random).unwrap(wrapped, PURPOSE)).isEqualTo(ROOT);
    }

    @Test
    void neverWritesOverAFile() throws IOException {
        KeyFile.create(file, random);
        byte[] before = Files.readAllBytes(file);
        assertThatThrownBy(() -> KeyFile.create(file, random))
                .isInstanceOf(FileAlreadyExistsException.class);
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    @Test
    void refusesAnotherKeyAnotherPurposeAndEveryChange() throws IOException {
        KeyFile mine = KeyFile.create(file, random);
        KeyFile other = KeyFile.create(directory.resolve("other.key"), random);
        byte[] wrapped = mine.wrap(ROOT, 1, PURPOSE);
        refused(other, wrapped, PURPOSE);
        refused(mine, wrapped, CanonicalWriter.of("test", 2).toBytes());
        refused(mine, Arrays.copyOf(wrapped, wrapped.length + 1), PURPOSE);
        for (int i = 0; i < wrapped.length; i++) {
            byte[] changed = wrapped.clone();
            changed[i] ^= (byte) (1 << i % 8);
            refused(mine, changed, PURPOSE);
            refused(mine, Arrays.copyOf(wrapped, i), PURPOSE);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rwx------", "rw--w----"})
    void refusesAWiderMode(String mode) throws IOException {
        KeyFile.create(file, random);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
        refusedToOpen("it must be 0600");
    }

    @Test
    void refusesAWiderDirectory() throws IOException {
        KeyFile.create(file, random);
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-x---"));
        refusedToOpen("it must be 0700");
        assertThatThrownBy(() -> KeyFile.create(directory.resolve("second.key"), random))
                .hasMessageContaining("it must be 0700");
    }

    @Test
    void refusesASymbolicLink() throws IOException {
        Path real = directory.resolve("real.key");
        KeyFile.create(real, random);
        Files.createSymbolicLink(file, real);
        refusedToOpen("no link");
        assertThatThrownBy(() -> KeyFile.openOrCreate(file, random))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no link");
        Files.delete(real);
        assertThatThrownBy(() -> KeyFile.openOrCreate(file, random))
                .isInstanceOf(IOException.class);
        assertThat(real).doesNotExist();
    }

    @Test
    void refusesADirectoryBehindALink() throws IOException {
        KeyFile.create(file, random);
        Path link = directory.resolveSibling("link");
        Files.createSymbolicLink(link, directory);
        assertThatThrownBy(() -> KeyFile.open(link.resolve("root.key"), random))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no link");
    }

    @Test
    void refusesASecondName() throws IOException {
        KeyFile.create(file, random);
        Files.createLink(directory.resolve("again.key"), file);
        refusedToOpen("hard link");
    }

    @Test
    void refusesAForeignOwner() throws IOException {
        KeyFile.create(file, random);
        boolean given = true;
        try {
            Files.setAttribute(file, "unix:uid", 65534);
        } catch (IOException _) {
            // Only root may give files away.
            given = false;
        }
        assumeTrue(given, "needs root to give a file away");
        refusedToOpen("belongs to another user");
    }

    @Test
    void refusesFilesThatAreNoKeyFile() throws IOException {
        KeyFile.create(file, random);
        byte[] good = Files.readAllBytes(file);
        for (byte[] bad :
                new byte[][] {
                    new byte[0],
                    new byte[32],
                    new byte[10_000],
                    Arrays.copyOf(good, good.length - 1),
                    Arrays.copyOf(good, good.length + 1)
                }) {
            Files.write(file, bad);
            refusedToOpen("is not a key file");
        }
        Files.delete(file);
        Files.createDirectory(file);
        refusedToOpen("no directory");
    }

    private void refusedToOpen(String why) {
        assertThatThrownBy(() -> KeyFile.open(file, random))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(why);
    }

    private static void refused(KeyFile provider, byte[] wrapped, byte[] purpose) {
        assertThatThrownBy(() -> provider.unwrap(wrapped, purpose))
                .isInstanceOfSatisfying(
                        VaultException.class,
                        e -> assertThat(e.error()).isInstanceOf(VaultError.IntegrityFailure.class));
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
