package dev.keyward.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoreDirectoryTest {
    @TempDir Path temporary = Path.of("");

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    /// The log files too, which SQLite makes by itself.
    @Test
    @Tag("security:S-16")
    void directoryAndFilesAreTheOwnersAlone() throws IOException {
        Path directory = temporary.resolve("store");
        try (Store store = Store.at(directory);
                Stream<Path> files = Files.list(directory)) {
            Records.await(store.change(tx -> ""));

            assertThat(mode(directory)).isEqualTo("rwx------");
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "keyward.lock", "keyward.db", "keyward.db-wal", "keyward.db-shm");
        }
        try (Store store = Store.at(directory);
                Stream<Path> files = Files.list(directory)) {
            assertThat(files.toList())
                    .hasSize(4)
                    .allSatisfy(file -> assertThat(mode(file)).isEqualTo("rw-------"));
            assertThat(store.evidence(1)).isEmpty();
        }
    }

    @Test
    @Tag("security:S-16")
    void aDirectoryOrFileOpenToOthersIsRefusedWithTheCure() throws IOException {
        Path directory = temporary.resolve("store");
        Store.at(directory).close();

        Path file = directory.resolve("keyward.db");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        assertThatThrownBy(() -> Store.at(directory))
                .hasMessage(
                        "%s is open to others (rw-r-----); run: chmod go-rwx '%s'"
                                .formatted(file, file));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));

        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertThatThrownBy(() -> Store.at(directory))
                .hasMessageContaining("is open to others (rwxr-xr-x)");
    }

    @Test
    @Tag("security:S-16")
    void aSymbolicLinkIsRefused() throws IOException {
        Path directory = temporary.resolve("store");
        Store.at(directory).close();
        Files.createSymbolicLink(temporary.resolve("link"), directory);

        assertThatThrownBy(() -> Store.at(temporary.resolve("link")))
                .hasMessageContaining("is a symbolic link");
    }

    @ParameterizedTest
    @ValueSource(strings = {"keyward.db", "keyward.lock", "keyward.db-wal", "keyward.db-shm"})
    @Tag("security:S-16")
    void aSecondNameOfAFileIsRefusedWithTheCure(String name) throws IOException {
        Path directory = temporary.resolve("store");
        Store.at(directory).close();
        Path file = directory.resolve(name);
        if (!Files.exists(file)) {
            Files.createFile(
                    file,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------")));
        }
        Path second = Files.createLink(temporary.resolve("second"), file);

        assertThatThrownBy(() -> Store.at(directory).close())
                .isInstanceOf(IOException.class)
                .hasMessageContaining(file + " has 2 names (hard links)")
                .hasMessageContaining("find / -xdev -samefile '" + file + "'");
        Files.delete(second);
        Store.at(directory).close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"keyward.db", "keyward.lock", "keyward.db-wal", "keyward.db-journal"})
    @Tag("security:S-16")
    void aSymbolicLinkInThePlaceOfAFileIsRefused(String name) throws IOException {
        Path directory = temporary.resolve("store");
        Store.at(directory).close();
        Path file = directory.resolve(name);
        Files.deleteIfExists(file);
        Files.createSymbolicLink(file, temporary.resolve("elsewhere"));

        assertThatThrownBy(() -> Store.at(directory).close())
                .isInstanceOf(IOException.class)
                .hasMessageContaining(file + " is a symbolic link");
    }

    /// SQLite would roll it back over the database, and remove what it names as its leader.
    @Test
    @Tag("security:S-02")
    void aPlantedJournalIsRefused() throws IOException {
        Path directory = temporary.resolve("store");
        Store.at(directory).close();
        Path journal =
                Files.createFile(
                        directory.resolve("keyward.db-journal"),
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")));
        Store.at(directory).close();
        Files.write(journal, new byte[] {(byte) 0xd9, (byte) 0xd5, 5, (byte) 0xf9});

        assertThatThrownBy(() -> Store.at(directory).close())
                .isInstanceOf(IOException.class)
                .hasMessageContaining(journal + " is not Keyward's");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "what?mode=memory", "100%20", "#1", "käfer", "a'b\"c"})
    void anyNameOfADirectoryWillDo(String name) throws IOException {
        Path directory = temporary.resolve(name);
        try (Store store = Store.at(directory)) {
            Records.await(
                    store.change(tx -> {
                        tx.put(Records.record("n", ""));
                        return "";
                    }));
        }

        assertThat(directory.resolve("keyward.db")).exists();
        try (Store store = Store.at(directory)) {
            assertThat(store.get(Records.key("n", ""))).isPresent();
        }
    }

    @Test
    void networkFileSystemsAreToldFromLocalOnes() {
        assertThat(Stream.of("nfs4", "cifs", "9p", "fuse.sshfs", "CEPH"))
                .allMatch(StoreDirectory::isNetwork);
        assertThat(Stream.of("ext4", "xfs", "btrfs", "zfs", "apfs", "NTFS", "tmpfs", "overlay"))
                .noneMatch(StoreDirectory::isNetwork);
    }
}
