package dev.keyward.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyward.api.deployment.HomeDirectory;
import dev.keyward.audit.AuditReader;
import dev.keyward.crypto.sealing.KeyFile;
import dev.keyward.issuers.acme.AcmeAnswers;
import dev.keyward.model.Regions;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.outside.OutsideRules;
import dev.keyward.records.SealedStore;
import dev.keyward.store.Store;
import dev.keyward.testing.FakeClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A home whose anchor, or its copy elsewhere, was taken away or exchanged (security.md, section
/// 4.4).
@Tag("security:S-04")
@Tag("reliability:R-07")
final class TakenAnchorTest {
    private final FakeClock clock = new FakeClock(Instant.parse("2026-11-24T10:00:00Z"));

    @TempDir Path directory;

    private Path home() {
        return directory.resolve("home");
    }

    private Path anchor() {
        return home().resolve("anchor");
    }

    private Path elsewhere() {
        return directory.resolve("elsewhere/anchor");
    }

    private EngineConfig config(@Nullable Path copy) {
        return new EngineConfig(
                home(),
                Regions.of("local"),
                "keyward.localhost",
                8443,
                null,
                Set.of(),
                EngineConfig.Profile.EMBEDDED,
                clock,
                new SecureRandom(),
                OutsideRules.NONE,
                0,
                AcmeAnswers.NONE,
                null,
                Pace.FULL,
                copy,
                TokenSigning.ES256);
    }

    private void opens(@Nullable Path copy) throws IOException {
        Engine.open(config(copy)).close();
    }

    private void isRefused(@Nullable Path copy, String... why) {
        assertThatThrownBy(() -> opens(copy))
                .isInstanceOfSatisfying(
                        VaultException.class,
                        e ->
                                assertThat(e.error())
                                        .isInstanceOfSatisfying(
                                                VaultError.IntegrityFailure.class,
                                                failure ->
                                                        assertThat(failure.what())
                                                                .contains(why)
                                                                .contains("--accept-rollback")
                                                                .contains("-AcceptRollback")));
    }

    private void isAccepted(@Nullable Path copy, String what) throws IOException {
        Engine.openRestored(config(copy), "moved the disk").close();
        assertThat(trail())
                .contains("\"operationName\":\"RollbackAccepted\"")
                .contains(what + " was accepted: moved the disk");
        opens(copy);
    }

    private String trail() throws IOException {
        StringBuilder text = new StringBuilder();
        try (var entries = AuditReader.at(home().resolve("audit")).after(0)) {
            entries.forEach(
                    entry -> text.append(new String(entry.record(), StandardCharsets.UTF_8)));
        }
        return text.toString();
    }

    private static void copy(Path from, Path to) throws IOException {
        if (Files.exists(to)) {
            try (Stream<Path> old = Files.walk(to)) {
                for (Path each : old.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(each);
                }
            }
        }
        try (Stream<Path> all = Files.walk(from)) {
            for (Path each : all.toList()) {
                Files.copy(
                        each,
                        to.resolve(from.relativize(each).toString()),
                        StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    @Test
    void aHomeWithoutItsAnchorIsNotOpenedUntilThatIsAccepted() throws IOException {
        opens(null);
        Files.delete(anchor());
        isRefused(null, "the anchor file " + anchor() + " is missing");
        assertThat(anchor()).doesNotExist();
        isAccepted(null, "that the anchor file " + anchor() + " was missing");
        assertThat(anchor()).exists();
    }

    @Test
    void anOlderDatabaseIsRefusedThoughTheAnchorWasTakenAwayWithTheNewerOne() throws IOException {
        opens(null);
        Path old = directory.resolve("old");
        copy(home().resolve("data"), old);
        opens(elsewhereMade());
        copy(old, home().resolve("data"));
        isRefused(null, "is older than the anchor file " + anchor() + " says");
        Files.delete(anchor());
        isRefused(null, "the anchor file " + anchor() + " is missing");
    }

    @Test
    void neitherAnEmptyNorACutNorAnothersAnchorIsBelieved() throws IOException {
        opens(null);
        byte[] good = Files.readAllBytes(anchor());
        for (int length = 0; length < good.length; length++) {
            Files.write(anchor(), Arrays.copyOf(good, length));
            isRefused(null, "the anchor file " + anchor() + " was changed");
        }
        isAccepted(null, "that the anchor file " + anchor() + " was changed");

        Files.write(anchor(), new byte[100_000]);
        isRefused(null, "was changed");
        copy(home(), directory.resolve("first"));
        copy(Files.createDirectory(directory.resolve("nothing")), home());
        opens(null);
        byte[] another = Files.readAllBytes(anchor());
        copy(directory.resolve("first"), home());
        Files.write(anchor(), another);
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
        HomeDirectory made = HomeDirectory.of(home());
        KeyFile key = made.keyFile(random);
        try (Store store = Store.at(made.data())) {
            SealedStore.open(store, key, random).close();
        }
        opens(null);
        assertThat(anchor()).exists();
        assertThat(trail()).doesNotContain("RollbackAccepted");
    }

    private Path elsewhereMade() throws IOException {
        Files.createDirectories(elsewhere().getParent());
        return elsewhere();
    }

    @Test
    void aCopyElsewhereShowsADatabaseThatWasSetBackTogetherWithItsAnchor() throws IOException {
        Path copy = elsewhereMade();
        opens(copy);
        assertThat(Files.readAllBytes(copy)).isEqualTo(Files.readAllBytes(anchor()));
        assertThat(trail()).containsOnlyOnce("\"operationName\":\"AnchorCopyBegun\"");
        Path old = directory.resolve("old");
        copy(home(), old);
        opens(copy);
        assertThat(trail()).containsOnlyOnce("\"operationName\":\"AnchorCopyBegun\"");
        grow();
        copy(old, home());
        isRefused(copy, "the database is older than the anchor file " + copy + " says");
        isAccepted(copy, "an older database");
        assertThat(Files.readAllBytes(copy)).isEqualTo(Files.readAllBytes(anchor()));
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
        Files.delete(anchor());
        isRefused(copy, "the anchor file " + anchor() + " is missing");
        Files.copy(copy, anchor());
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
        assertThat(List.of(anchor())).allSatisfy(file -> assertThat(file).exists());
        opens(null);
    }
}
