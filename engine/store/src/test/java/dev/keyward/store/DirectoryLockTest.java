package dev.keyward.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyward.testing.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
