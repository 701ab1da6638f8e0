package dev.keyward.api.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyward.api.EngineConfig.Profile;
import dev.keyward.directory.tenancy.Subscription;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Homes, exports and blobs of former versions (architecture.md, section 7): what they hold is
/// still there, still opens, and is still good for what it was made for.
final class GoldenFilesTest {
    private static final String ONE = "golden-one.vault.local.keyward.localhost";
    private static final String DATA = "api-version=2026-05-01-preview";

    @TempDir Path folder;

    static List<GoldenVersion> versions() throws IOException {
        return GoldenVersion.all();
    }

    private OldHome open(GoldenVersion version, Path home, Profile profile) throws IOException {
        return new OldHome(version, home, profile);
    }

    private OldHome opened(GoldenVersion version) throws IOException {
        return open(version, version.copyHome(folder.resolve("home")), Profile.EMBEDDED);
    }

    @ParameterizedTest
    @MethodSource("versions")
    void everythingIsAnsweredAsThenTheFirstTimeAndTheNext(GoldenVersion version)
            throws IOException {
        Path home = version.copyHome(folder.resolve("home"));
        for (int time = 0; time < 2; time++) {
            try (OldHome old = open(version, home, Profile.EMBEDDED)) {
                List<String> paths = old.replay(version.answers().path("home"));
                assertThat(paths).hasSizeGreaterThan(100);
                assertThat(paths).filteredOn(path -> path.endsWith("/verify")).hasSize(8);
                assertThat(paths).filteredOn(path -> path.endsWith("/unwrapkey")).hasSize(5);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void aHomeWithoutOffersGetsThemOnce(GoldenVersion version) throws IOException {
        Path home = version.copyHome(folder.resolve("home"));
        Set<UUID> providers = new HashSet<>();
        for (int time = 0; time < 3; time++) {
            try (OldHome old = open(version, home, Profile.EMBEDDED)) {
                providers.add(old.provider());
                assertThat(old.operator().offers()).containsExactly("key-vault");
                assertThat(old.operator().count(Subscription.Side.OPERATOR)).isOne();
                assertThat(old.operator().count(Subscription.Side.TENANT)).isOne();
                assertThat(old.secret("application", ONE, "db")).isEqualTo("dritte Fassung: äöü €");
                old.makeVault("brand-new-" + time);
            }
        }
        assertThat(providers).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("versions")
    void aHomeOfTheShellIsServed(GoldenVersion version) throws IOException {
        Path home = version.copyHome(folder.resolve("home"));
        try (OldHome old = open(version, home, Profile.SERVER)) {
            assertThat(old.secret("application", ONE, "db")).isEqualTo("dritte Fassung: äöü €");
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void theAuditTrailIsIntactAndGoesOn(GoldenVersion version) throws IOException {
        Path home = version.copyHome(folder.resolve("home"));
        try (Stream<Path> files = Files.list(home.resolve("audit"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .filteredOn(name -> name.startsWith("segment-"))
                    .hasSizeGreaterThan(1);
        }
        long before;
        try (OldHome old = open(version, home, Profile.EMBEDDED)) {
            JsonNode verdict = old.verifyTrail();
            assertThat(verdict.path("intact").asBoolean()).as(verdict.toString()).isTrue();
            assertThat(verdict.path("firstSequence").asLong()).isEqualTo(1);
            before = verdict.path("lastSequence").asLong();
            old.expect(200, "PUT", ONE, "/secrets/new", DATA, "{\"value\":\"of today\"}");
        }
        try (OldHome old = open(version, home, Profile.EMBEDDED)) {
            JsonNode verdict = old.verifyTrail();
            assertThat(verdict.path("intact").asBoolean()).as(verdict.toString()).isTrue();
            assertThat(verdict.path("lastSequence").asLong()).isGreaterThan(before);
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void whatWasDeletedThenIsRecovered(GoldenVersion version) throws IOException {
        try (OldHome old = opened(version)) {
            old.expect(200, "POST", ONE, "/deletedsecrets/deleted/recover", DATA, "");
            assertThat(old.secret("administrator", ONE, "deleted")).isEqualTo("can be recovered");
            old.expect(200, "POST", ONE, "/deletedkeys/deleted/recover", DATA, "");
            assertThat(sign(old, "deleted")).isNotEmpty();
            old.expect(200, "POST", ONE, "/deletedcertificates/deleted-one/recover", DATA, "");
            assertThat(old.secret("administrator", ONE, "deleted-one")).isNotEmpty();
            old.recoverVault("golden-gone");
            assertThat(
                            old.secret(
                                    "administrator",
                                    "golden-gone.vault.local.keyward.localhost",
                                    "kept"))
                    .isEqualTo("in a deleted vault");
        }
    }

    private static String sign(OldHome old, String key) {
        String digest = Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[32]);
        String kid = old.expect(200, "GET", ONE, "/keys/" + key, DATA, "").at("/key/kid").asText();
        return old.expect(
                        200,
                        "POST",
                        ONE,
                        kid.substring(kid.indexOf("/keys/")) + "/sign",
                        DATA,
                        "{\"alg\":\"ES256\",\"value\":\"" + digest + "\"}")
                .path("value")
                .asText();
    }

    @ParameterizedTest
    @MethodSource("versions")
    void blobsAreRestored(GoldenVersion version) throws IOException {
        try (OldHome old = opened(version)) {
            old.expect(200, "POST", ONE, "/secrets/restore", DATA, blob(version, "secret.backup"));
            assertThat(old.secret("administrator", ONE, "spent")).isEqualTo("two");
            assertThat(
                            old.expect(200, "GET", ONE, "/secrets/spent/versions", DATA, "")
                                    .path("value"))
                    .hasSize(2);
            old.expect(200, "POST", ONE, "/keys/restore", DATA, blob(version, "key.backup"));
            assertThat(old.expect(200, "GET", ONE, "/keys/spent/versions", DATA, "").path("value"))
                    .hasSize(2);
            assertThat(sign(old, "spent")).isNotEmpty();
        }
    }

    private static String blob(GoldenVersion version, String file) throws IOException {
        return "{\"value\":\""
                + Base64.getUrlEncoder().withoutPadding().encodeToString(version.file(file))
                + "\"}";
    }

    @ParameterizedTest
    @MethodSource("versions")
    void theExportIsImported(GoldenVersion version) throws IOException {
        try (OldHome development = open(version, folder.resolve("development"), Profile.DEV)) {
            JsonNode counts = development.bringIn(version.file("contents.sealed"));
            assertThat(counts).isEqualTo(version.answers().at("/imported"));
            List<String> paths = development.replay(version.answers().path("export"));
            assertThat(paths).hasSizeGreaterThan(30);
            assertThat(paths).filteredOn(path -> path.endsWith("/verify")).hasSize(3);
            assertThat(paths).filteredOn(path -> path.endsWith("/unwrapkey")).hasSize(2);
        }
    }
}
