package dev.keyward.api;

import static dev.keyward.api.TamperedHome.assertRefused;
import static dev.keyward.api.TamperedHome.copy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyward.api.deployment.HomeDirectory;
import dev.keyward.crypto.sealing.KeyFile;
import dev.keyward.issuers.acme.AcmeAnswers;
import dev.keyward.model.Regions;
import dev.keyward.outside.OutsideRules;
import dev.keyward.records.SealedStore;
import dev.keyward.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A home whose anchor, or its copy elsewhere, was taken away or exchanged (security.md, section
/// 4.4).
@Tag("security:S-04")
@Tag("reliability:R-07")
final class TakenAnchorTest {
    @TempDir Path directory;
    private TamperedHome home;

    @BeforeEach
    void place() {
        home = new TamperedHome(directory.resolve("home"));
    }

    private Path elsewhere() {
        return directory.resolve("elsewhere/anchor");
    }

    private EngineConfig config(@Nullable Path copy) {
        return new EngineConfig(
                home.folder(),
                Regions.of("local"),
                "keyward.localhost",
                8443,
                null,
                Set.of(),
                EngineConfig.Profile.EMBEDDED,
                TamperedHome.clock(),
                new SecureRandom(),
                OutsideRules.NONE,
                0,
                AcmeAnswers.NONE,
                null,
                Pace.FULL,
                copy,
                TokenSigning.ES256,
                0);
    }

    private void opens(@Nullable Path copy) throws IOException {
        Engine.open(config(copy)).close();
    }

    private void isRefused(@Nullable Path copy, String why) {
        assertRefused(() -> opens(copy), why, "--accept-rollback", "-AcceptRollback");
    }

    private void isAccepted(@Nullable Path copy, String what) throws IOException {
        Engine.openRestored(config(copy), "moved the disk").close();
        assertThat(home.trail())
                .contains("\"operationName\":\"RollbackAccepted\"")
                .contains(what + " was accepted: moved the disk");
        opens(copy);
    }

    @Test
    void aHomeWithoutItsAnchorIsNotOpenedUntilThatIsAccepted() throws IOException {
        opens(null);
        Files.delete(home.anchor());
        isRefused(null, "the anchor file " + home.anchor() + " is missing");
        assertThat(home.anchor()).doesNotExist();
        isAccepted(null, "that the anchor file " + home.anchor() + " was missing");
        assertThat(home.anchor()).exists();
    }

    @Test
    void anOlderDatabaseIsRefusedThoughTheAnchorWasTakenAwayWithTheNewerOne() throws IOException {
        opens(null);
        Path old = directory.resolve("old");
        copy(home.data(), old);
        opens(elsewhereMade());
        copy(old, home.data());
        isRefused(null, "is older than the anchor file " + home.anchor() + " says");
        Files.delete(home.anchor());
        isRefused(null, "the anchor file " + home.anchor() + " is missing");
    }

    @Test
    void neitherAnEmptyNorACutNorAnothersAnchorIsBelieved() throws IOException {
        opens(null);
        byte[] good = Files.readAllBytes(home.anchor());
        for (int length = 0; length < good.length; length++) {
            Files.write(home.anchor(), Arrays.copyOf(good, length));
            isRefused(null, "the anchor file " + home.anchor() + " was changed");
        }
        isAccepted(null, "that the anchor file " + home.anchor() + " was changed");

        Files.write(home.anchor(), new byte[100_000]);
        isRefused(null, "was changed");
        copy(home.folder(), directory.resolve("first"));
        copy(Files.createDirectory(directory.resolve("nothing")), home.folder());
        opens(null);
        byte[] another = Files.readAllBytes(home.anchor());
        copy(directory.resolve("first"), home.folder());
        Files.write(home.anchor(), another);
        isRefused(null, "belongs to another deployment");
        isAccepted(null, "belongs to another deployment than the database");
    }

    @Test
    void aCopyThatIsALinkOrNoFileIsNotBelieved() throws IOException {
        Path copy = elsewhereMade();
        opens(copy);
        Path linked = Files.move(copy, directory.resolve("linked"));
        Files.createSymbolicLink(copy, linked);
        isRefused(copy, "the anchor file " + copy + " was changed");
        Files.delete(linked);
        isRefused(copy, "was changed");
        isAccepted(copy, "that the anchor file " + copy + " was changed");
        assertThat(copy).isRegularFile();
        assertThat(linked).doesNotExist();
        Files.delete(copy);
        Files.createDirectory(copy);
        isRefused(copy, "was changed");
    }

    @Test
    @Tag("reliability:R-12")
    void aFirstStartThatWasCutOffBeforeItsAnchorGoesOn() throws IOException {
        SecureRandom random = new SecureRandom();
        HomeDirectory made = HomeDirectory.of(home.folder());
        KeyFile key = made.keyFile(random);
        try (Store store = Store.at(made.data())) {
            SealedStore.open(store, key, random).close();
        }
        opens(null);
        assertThat(home.anchor()).exists();
        assertThat(home.trail()).doesNotContain("RollbackAccepted");
    }

    private Path elsewhereMade() throws IOException {
        Files.createDirectories(elsewhere().getParent());
        return elsewhere();
    }

    @Test
    void aCopyElsewhereShowsADatabaseThatWasSetBackTogetherWithItsAnchor() throws IOException {
        Path copy = elsewhereMade();
        opens(copy);
        assertThat(Files.readAllBytes(copy)).isEqualTo(Files.readAllBytes(home.anchor()));
        assertThat(home.trail()).containsOnlyOnce("\"operationName\":\"AnchorCopyBegun\"");
        Path old = directory.resolve("old");
        copy(home.folder(), old);
        opens(copy);
        assertThat(home.trail()).containsOnlyOnce("\"operationName\":\"AnchorCopyBegun\"");
        grow();
        copy(old, home.folder());
        isRefused(copy, "the database is older than the anchor file " + copy + " says");
        isAccepted(copy, "an older database");
        assertThat(Files.readAllBytes(copy)).isEqualTo(Files.readAllBytes(home.anchor()));
    }

    /// Something happens in the deployment, which the copy hears of.
    private void grow() throws IOException {
        Path copy = directory.resolve("elsewhere/other");
        opens(copy);
        opens(elsewhere());
    }

    @Test
    void aCopyThatWasTakenAwayIsMissed() throws IOException {
        Path copy = elsewhereMade();
        opens(copy);
        Files.delete(copy);
        isRefused(copy, "the anchor file " + copy + " is missing");
        isAccepted(copy, "that the anchor file " + copy + " was missing");
        // The anchor itself is needed too.
        Files.delete(home.anchor());
        isRefused(copy, "the anchor file " + home.anchor() + " is missing");
        Files.copy(copy, home.anchor());
        opens(copy);
        // One that lags behind says nothing against the database.
        byte[] older = Files.readAllBytes(copy);
        grow();
        Files.write(copy, older);
        opens(copy);
        assertThat(Files.readAllBytes(copy)).isNotEqualTo(older);
    }

    @Test
    @Tag("security:S-16")
    void aCopyThatCannotBeWrittenIsToldAtTheStart() throws IOException {
        opens(null);
        assertThatThrownBy(() -> opens(directory.resolve("nowhere/anchor")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("nowhere/anchor can't be written");
        assertThat(List.of(home.anchor())).allSatisfy(file -> assertThat(file).exists());
        opens(null);
    }
}
