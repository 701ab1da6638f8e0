package dev.keyward.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyward.model.VaultException;
import dev.keyward.testing.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DirectoryLockTest {
    @TempDir Path temporary = Path.of("");

    @Test
    void aSecondOpenerInThisProcessIsToldSo() throws IOException {
        try (Store store = Store.at(temporary.resolve("store"))) {
            assertThatThrownBy(() -> Store.at(temporary.resolve("store")))
                    .isInstanceOf(StoreInUseException.class)
                    .hasMessageContaining("already open in this process; close it first");
            assertThat(store.evidence(1)).isEmpty();
        }
        Store.at(temporary.resolve("store")).close();
    }

    @Test
    void anotherWayToTheSameDirectoryIsNoWayAround() throws IOException {
        Files.createDirectory(temporary.resolve("real"));
        Files.createSymbolicLink(temporary.resolve("link"), temporary.resolve("real"));
        try (Store store = Store.at(temporary.resolve("real/store"))) {
            assertThatThrownBy(() -> Store.at(temporary.resolve("link/store")))
                    .isInstanceOf(StoreInUseException.class);
            assertThat(store.evidence(1)).isEmpty();
        }
    }

    @Test
    void anotherProcessIsToldWhoHoldsTheStoreEvenAfterATryInTheHoldersOwn() throws Exception {
        Path directory = temporary.resolve("store");
        try (Store store = Store.at(directory)) {
            assertThatThrownBy(() -> Store.at(directory)).isInstanceOf(StoreInUseException.class);
            try (ChildJvm other = ChildJvm.start(HoldingProcess.class, directory.toString())) {
                assertThat(other.line().orElseThrow())
                        .contains("is in use by process " + ProcessHandle.current().pid())
                        .contains("/bin/java")
                        .contains("which knows it as " + directory)
                        .contains("stop that process, or use another directory");
            }
            assertThat(store.evidence(1)).isEmpty();
        }
    }

    @Test
    void theLockEndsWithItsHolder() throws Exception {
        Path directory = temporary.resolve("store");
        try (ChildJvm holder = ChildJvm.start(HoldingProcess.class, directory.toString())) {
            assertThat(holder.line()).contains("open 0");
            assertThatThrownBy(() -> Store.at(directory))
                    .isInstanceOf(StoreInUseException.class)
                    .hasMessageContaining("in use by process " + holder.pid());
            holder.kill();
        }

        Store.at(directory).close();
    }

    /// Whoever may write the directory may remove it; the database itself is locked too.
    @Test
    @Tag("security:S-16")
    void withoutItsLockFileTheDatabaseIsStillOneProcesss() throws Exception {
        Path directory = temporary.resolve("store");
        try (ChildJvm holder = ChildJvm.start(HoldingProcess.class, directory.toString())) {
            assertThat(holder.line()).contains("open 0");
            Files.delete(directory.resolve(DirectoryLock.FILE));

            assertThatThrownBy(() -> Store.at(directory))
                    .isInstanceOf(StoreInUseException.class)
                    .hasMessageContaining("has lost its lock file keyward.lock; stop that process");
            holder.kill();
        }

        Store.at(directory).close();
    }

    @Test
    void withoutItsLockFileTheDatabaseIsStillOnceInThisProcess() throws Exception {
        Path directory = temporary.resolve("store");
        try (Store store = Store.at(directory)) {
            Files.delete(directory.resolve(DirectoryLock.FILE));
            assertThatThrownBy(() -> Store.at(directory))
                    .isInstanceOf(StoreInUseException.class)
                    .hasMessageContaining("already open in this process");
            assertThat(store.evidence(1)).isEmpty();
        }
    }

    /// A bind mount is another name too, without a link count.
    @Test
    @Tag("security:S-16")
    void anotherNameOfTheDatabaseIsNoWayAroundItsLock() throws Exception {
        Path directory = temporary.resolve("store");
        Path other = Files.createDirectory(temporary.resolve("other"));
        try (ChildJvm holder = ChildJvm.start(HoldingProcess.class, directory.toString())) {
            assertThat(holder.line()).contains("open 0");
            Path link =
                    Files.createLink(other.resolve("keyward.db"), directory.resolve("keyward.db"));

            assertThat(InodeLock.tryLock(link, other)).isNull();
            holder.kill();
            try (InodeLock free = InodeLock.tryLock(link, other)) {
                assertThat(free).isNotNull();
            }
        }
    }

    /// By POSIX a process that closes any descriptor of a file lets all its locks on it go.
    @Test
    void aLockThatWasLostComesBackWithinASecond() throws Exception {
        Path directory = temporary.resolve("store");
        try (Store store = Store.at(directory)) {
            assertThat(Files.readAllBytes(directory.resolve("keyward.db"))).isNotEmpty();
            long end = System.nanoTime() + 1_200_000_000;
            while (System.nanoTime() < end) {
                assertThat(store.evidence(1)).isEmpty();
            }
            Files.delete(directory.resolve(DirectoryLock.FILE));
            try (ChildJvm other = ChildJvm.start(HoldingProcess.class, directory.toString())) {
                assertThat(other.line().orElseThrow()).contains("is in use by another process");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"keyward.db", "keyward.db-wal"})
    @Tag("reliability:R-07")
    void aFileThatIsMovedAwayUnderTheStoreEndsItWithinASecond(String name) throws Exception {
        Path directory = temporary.resolve("store");
        Store store = Store.at(directory);
        List<String> failures = new CopyOnWriteArrayList<>();
        store.onFailure(failures::add);
        Files.move(directory.resolve(name), directory.resolve("elsewhere"));

        long end = System.nanoTime() + 20_000_000_000L;
        while (failures.isEmpty() && System.nanoTime() < end) {
            try {
                assertThat(store.evidence(1)).isEmpty();
            } catch (VaultException _) {
                // From here on it refuses.
            }
        }

        assertThat(failures)
                .singleElement()
                .asString()
                .contains(name + " was moved, removed or replaced while it was in use");
        store.close();
    }

    @Test
    void aHolderThatCannotBeSeenIsNamedByWhatItWrote() {
        String message =
                DirectoryLock.inUse(
                        Path.of("/var/lib/keyward"),
                        "pid=1\nstarted=2001-01-01T00:00:00Z\ndirectory=/data\n");

        assertThat(message)
                .isEqualTo(
                        "the store in /var/lib/keyward is in use by process 1, started 2001-01-01T00:00:00Z,"
                                + " which knows it as /data; stop that process, or use another directory");
        assertThat(DirectoryLock.inUse(Path.of("/d"), "")).contains("in use by process unknown");
    }
}
