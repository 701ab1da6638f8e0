package dev.keyward.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ShellLogTest {
    @TempDir private Path home;

    private final Logger root = Logger.getLogger("");
    private Handler[] before = {};

    @BeforeEach
    void install() {
        before = root.getHandlers();
        ShellLog.to(home);
    }

    @AfterEach
    void restore() {
        for (Handler handler : root.getHandlers()) {
            root.removeHandler(handler);
        }
        for (Handler handler : before) {
            root.addHandler(handler);
        }
    }

    @Test
    @Tag("security:S-01")
    void aFailureIsLoggedByItsTypeAndPlaceNotItsText() throws IOException {
        Logger.getLogger("a.b.Reports")
                .log(
                        Level.SEVERE,
                        "command=Get-Secret",
                        new IllegalStateException("swordfish", new IOException("swordfish too")));
        Path log = home.resolve("shell.log");
        assertThat(Files.readString(log))
                .contains(
                        " SEVERE Reports: command=Get-Secret\n  java.lang.IllegalStateException\n")
                .contains("  java.io.IOException\n")
                .contains("ShellLogTest.aFailureIsLogged")
                .doesNotContain("swordfish");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(log)))
                .isEqualTo("rw-------");
    }

    @Test
    void aFullFileMakesWayForANewOne() throws IOException {
        Path log = home.resolve("shell.log");
        Files.writeString(log, "x".repeat((1 << 20) + 1));
        root.warning("next");
        assertThat(Files.readString(log)).contains("next").hasSizeLessThan(200);
        assertThat(Files.size(home.resolve("shell.log.1"))).isGreaterThan(1 << 20);
    }

    @Test
    void nothingIsMadeBeforeTheHomeIs() throws IOException {
        ShellLog.to(home.resolve("later"));
        root.warning("unheard");
        assertThat(home.resolve("later")).doesNotExist();
    }
}
