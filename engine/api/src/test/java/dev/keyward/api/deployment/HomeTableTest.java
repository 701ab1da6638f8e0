package dev.keyward.api.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.security.auth.module.UnixSystem;
import dev.keyward.api.Engine;
import dev.keyward.api.EngineConfig;
import dev.keyward.testing.FakeClock;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Each row of the table, with something wrong: the home isn't opened, and the message says which
/// file, what, and how to mend it. Mended so, it opens.
@Tag("security:S-16")
final class HomeTableTest {
    private static final long SELF = new UnixSystem().getUid();

    @TempDir Path directory;
    private Path home = Path.of("");

    private void open() throws IOException {
        Engine.open(
                        new EngineConfig(
                                home,
                                "local",
                                "keyward.localhost",
                                8443,
                                null,
                                Set.of(),
                                EngineConfig.Profile.EMBEDDED,
                                new FakeClock(Instant.parse("2026-11-24T10:00:00Z")),
                                new SecureRandom()))
                .close();
    }

    /// With what servers put into one beside.
    @BeforeEach
    void makeAHome() throws IOException {
        home = directory.resolve("home");
        open();
        Files.createDirectory(
                home.resolve("tls"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        for (String made : List.of("tls/ca.key", "tls/server.key", "dev.env")) {
            mode(Files.createFile(home.resolve(made)), "rw-------");
        }
        mode(Files.createFile(home.resolve("tls/ca.pem")), "rw-r--r--");
    }

    private static void mode(Path path, String permissions) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }

    private List<Path> of(HomeTable.Row row) throws IOException {
        Path place = home.resolve(row.directory());
        if (row.names().isEmpty()) {
            return List.of(row.directory().isEmpty() ? home : place);
        }
        try (DirectoryStream<Path> found = Files.newDirectoryStream(place, row.names())) {
            List<Path> all = new ArrayList<>();
            found.forEach(all::add);
            assertThat(all).as(row.toString()).isNotEmpty();
            return all;
        }
    }

    private void refused(Path path, String... what) {
        assertThatThrownBy(this::open)
                .as(path.toString())
                .isInstanceOf(IOException.class)
                .hasMessageContaining(path + " is ")
                .message()
                .contains(what);
    }

    @Test
    void whatIsOpenToOthersKeepsAHomeClosed() throws IOException {
        for (HomeTable.Row row : HomeTable.ROWS) {
            for (Path path : of(row)) {
                String right = PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
                String cure =
                        switch (row.guard()) {
                            case OWN_DIRECTORY -> "chmod 700";
                            case OWN_FILE -> "chmod 600";
                            case SHOWN_FILE -> "chmod 644";
                            case BROUGHT_SECRET, BROUGHT_FILE -> throw new AssertionError();
                        };
                for (String wrong :
                        row.guard() == Guard.OWN_DIRECTORY
                                ? List.of("rwxr-xr-x", "rwxrwxrwx", "rwx--x---")
                                : row.guard() == Guard.OWN_FILE
                                        ? List.of("rw-r--r--", "rw-rw----", "rw----r--")
                                        : List.of("rw-rw-r--", "rw-r--rw-")) {
                    mode(path, wrong);
                    refused(path, "open to others", cure + " '" + path + "'");
                }
                mode(path, right);
            }
        }
        open();
    }

    @Test
    void linksKeepAHomeClosed() throws IOException {
        for (HomeTable.Row row : HomeTable.ROWS) {
            for (Path path : of(row)) {
                Path elsewhere = directory.resolve("elsewhere");
                Files.move(path, elsewhere);
                Files.createSymbolicLink(path, elsewhere);
                refused(path, "a symbolic link");
                Files.delete(path);
                Files.move(elsewhere, path);
            }
        }
        open();
    }

    @Test
    void aSecondNameOfAFileKeepsAHomeClosed() throws IOException {
        for (HomeTable.Row row : HomeTable.ROWS) {
            if (row.guard() == Guard.OWN_FILE) {
                for (Path path : of(row)) {
                    Path second = Files.createLink(directory.resolve("second"), path);
                    refused(path, "hard link", "cp -p '" + path + "'");
                    Files.delete(second);
                }
            }
        }
        open();
    }

    /// Only root can give files away; for everybody else there is nothing to be shown here.
    @Test
    void whatIsAnothersKeepsAHomeClosed() throws IOException {
        if (SELF != 0) {
            return;
        }
        for (HomeTable.Row row : HomeTable.ROWS) {
            for (Path path : of(row)) {
                Files.setAttribute(path, "unix:uid", 12_345);
                refused(path, "another user's (uid 12345)", "chown 0 '" + path + "'");
                Files.setAttribute(path, "unix:uid", 0);
            }
        }
        open();
    }

    @Test
    void aDirectoryAboveThatEverybodyMayWriteToKeepsItClosed() throws IOException {
        mode(directory, "rwxrwxrwx");
        assertThatThrownBy(this::open)
                .isInstanceOf(IOException.class)
                .hasMessageContaining(directory + ", above " + home)
                .hasMessageContaining("chmod o-w '" + directory + "'");
        Files.setAttribute(directory, "unix:mode", 01777);
        open();
        mode(directory, "rwx------");
    }

    @Test
    void aHomeMadeByHandIsClosedBeforeItIsUsedUnlessOthersMayWriteToIt() throws IOException {
        home = Files.createDirectory(directory.resolve("by-hand"));
        mode(home, "rwxrwxr-x");
        refused(home, "open to others", "chmod 700 '" + home + "'");
        mode(home, "rwxr-xr-x");
        open();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home)))
                .isEqualTo("rwx------");
        mode(home, "rwxr-xr-x");
        refused(home, "open to others");
    }

    /// Whatever the umask: what was made by the embedded engine has the modes of the table.
    @Test
    void aHomeOfOursIsAsTheTableSays() throws IOException {
        HomeTable.check(home);
        assertThat(Files.exists(home.resolve("data"))).isTrue();
    }
}
