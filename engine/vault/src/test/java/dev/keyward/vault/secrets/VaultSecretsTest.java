package dev.keyward.vault.secrets;

import static dev.keyward.vault.World.done;
import static dev.keyward.vault.World.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyward.model.ObjectKind;
import dev.keyward.model.ObjectName;
import dev.keyward.model.RecoveryLevel;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.Tags;
import dev.keyward.model.VaultError;
import dev.keyward.vault.World;
import dev.keyward.vault.objects.AttributeChange;
import dev.keyward.vault.objects.Listing;
import dev.keyward.vault.vaults.Vault;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VaultSecretsTest {
    private static final ObjectName DB = new ObjectName("db");

    @TempDir Path directory = Path.of("");
    private World world;
    private Vault vault;

    @BeforeEach
    void open() throws Exception {
        world = new World(directory);
        vault = world.vault("vault01", new RecoveryLevel(7, false));
    }

    @AfterEach
    void close() {
        world.close();
    }

    private VaultSecrets secrets() {
        return world.secrets;
    }

    private Secret set(NewSecret secret) {
        return done(secrets().set(vault, DB, secret, _ -> World.audited()));
    }

    @Test
    @Tag("seed:S-23")
    @Tag("seed:S-24")
    @Tag("seed:S-27")
    void aSetMakesANewVersionAndTheOldOneStays() {
        Secret first = world.set(vault, "db", "one");
        Secret second = world.set(vault, "DB", "two");
        assertThat(second.version()).isNotEqualTo(first.version());
        assertThat(second.name().value()).isEqualTo("db");
        assertThat(second.previous()).isEqualTo(first.version());
        assertThat(first.previous()).isNull();
        assertThat(world.value(vault, "db", null)).isEqualTo("two");
        assertThat(world.value(vault, "db", "")).isEqualTo("two");
        assertThat(
                        world.value(
                                vault,
                                "Db",
                                first.version().value().toUpperCase(java.util.Locale.ROOT)))
                .isEqualTo("one");
    }

    @Test
    void aNewVersionInheritsNothing() {
        set(
                new NewSecret(
                        SecretBytes.ofUtf8("one"),
                        "text/plain",
                        new Tags(Map.of("a", "b")),
                        new AttributeChange(false, World.START, World.START.plusSeconds(60))));
        Secret second = world.set(vault, "db", "two");
        assertThat(second.contentType()).isNull();
        assertThat(second.tags()).isEqualTo(Tags.NONE);
        assertThat(second.attributes().enabled()).isTrue();
        assertThat(second.attributes().notBefore()).isNull();
        assertThat(second.attributes().expires()).isNull();
    }

    @Test
    @Tag("seed:I-9")
    @Tag("seed:C-2")
    void keepsAnythingUpTo25600Octets() {
        String longest = "é".repeat(12_800);
        world.set(vault, "db", longest);
        assertThat(world.value(vault, "db", null)).isEqualTo(longest);
        world.set(vault, "db", "");
        assertThat(world.value(vault, "db", null)).isEmpty();
        assertThat(refusal(() -> world.set(vault, "db", longest + "x")))
                .isInstanceOf(VaultError.InvalidProperty.class);
    }

    @Test
    void outlivesARestartWithAllThatWasSaid() {
        Secret made =
                set(
                        new NewSecret(
                                SecretBytes.ofUtf8("p"),
                                "text/plain",
                                new Tags(Map.of("a", "b")),
                                new AttributeChange(
                                        true, World.START, World.START.plusSeconds(9))));
        world.reopen();
        assertThat(secrets().get(vault, DB, null)).isEqualTo(made);
    }

    @Test
    @Tag("seed:C-11")
    @Tag("seed:I-20")
    @Tag("security:S-08")
    void aDisabledVersionIsRefusedAtOnceAndTheOthersAreNot() {
        Secret first = world.set(vault, "db", "one");
        Secret second = world.set(vault, "db", "two");
        assertThat(world.value(vault, "db", second.version().value())).isEqualTo("two");
        world.enable(vault, "db", second.version().value(), false);
        assertThat(refusal(() -> world.value(vault, "db", second.version().value())))
                .isEqualTo(new VaultError.SecretDisabled("get"));
        // The newest hides the older ones: no falling back.
        assertThat(refusal(() -> world.value(vault, "db", null)))
                .isEqualTo(new VaultError.SecretDisabled("get"));
        assertThat(world.value(vault, "db", first.version().value())).isEqualTo("one");
        assertThat(secrets().lifeCycle().list(vault, "", 25).items()).hasSize(1);
        world.enable(vault, "db", null, true);
        assertThat(world.value(vault, "db", null)).isEqualTo("two");
    }

    @Test
    void aDisabledSecretCanBeSetAnew() {
        world.set(vault, "db", "one");
        world.enable(vault, "db", null, false);
        world.set(vault, "db", "two");
        assertThat(world.value(vault, "db", null)).isEqualTo("two");
    }

    @Test
    void anUpdateChangesWhatItNamesAndNothingElse() {
        Secret made =
                set(
                        new NewSecret(
                                SecretBytes.ofUtf8("p"),
                                "c",
                                new Tags(Map.of("a", "b")),
                                new AttributeChange(null, World.START, null)));
        world.clock.advance(Duration.ofSeconds(5));
        Instant end = World.START.plusSeconds(60);
        Secret next =
                world.update(
                        vault,
                        "db",
                        null,
                        new SecretChange(null, null, new AttributeChange(null, null, end)));
        assertThat(next.attributes().notBefore()).isEqualTo(World.START);
        assertThat(next.attributes().expires()).isEqualTo(end);
        assertThat(next.attributes().created()).isEqualTo(made.attributes().created());
        assertThat(next.attributes().updated()).isEqualTo(World.START.plusSeconds(5));
        assertThat(next.contentType()).isEqualTo("c");
        assertThat(next.tags()).isEqualTo(made.tags());
        assertThat(next.value()).isEqualTo(made.value());
        assertThat(next.version()).isEqualTo(made.version());
        Secret cleared =
                world.update(
                        vault, "db", null, new SecretChange(null, Tags.NONE, AttributeChange.NONE));
        assertThat(cleared.tags().isEmpty()).isTrue();
        assertThat(secrets().get(vault, DB, null)).isEqualTo(cleared);
    }

    @Test
    void refusesAWindowThatEndsBeforeItBegins() {
        world.set(vault, "db", "p");
        var empty = new AttributeChange(null, World.START, World.START);
        assertThat(
                        refusal(() ->
                                world.update(
                                        vault, "db", null, new SecretChange(null, null, empty))))
                .isInstanceOf(VaultError.BadParameter.class);
    }

    @Test
    void tellsWhichNameOrVersionIsMissing() {
        assertThat(refusal(() -> secrets().get(vault, DB, null)))
                .isEqualTo(new VaultError.ObjectNotFound(ObjectKind.SECRET, "db", null));
        world.set(vault, "db", "p");
        String nobody = "0".repeat(32);
        assertThat(refusal(() -> secrets().get(vault, DB, nobody)))
                .isEqualTo(new VaultError.ObjectNotFound(ObjectKind.SECRET, "db", nobody));
        assertThat(refusal(() -> secrets().get(vault, DB, "<x>")))
                .isEqualTo(new VaultError.ObjectNotFound(ObjectKind.SECRET, "db", "?x?"));
        assertThat(refusal(() -> world.enable(vault, "db", nobody, true)))
                .isEqualTo(new VaultError.ObjectNotFound(ObjectKind.SECRET, "db", nobody));
    }

    @Test
    @Tag("seed:S-28")
    @Tag("seed:A-18")
    void listsByNameDownToOneAPage() {
        for (String name : List.of("charlie", "Alpha", "bravo")) {
            world.set(vault, name, "v");
            world.set(vault, name, "w");
        }
        List<String> names = new ArrayList<>();
        String after = "";
        do {
            Listing<Secret> page = secrets().lifeCycle().list(vault, after, 1);
            page.items().forEach(secret -> names.add(secret.name().value()));
            after = page.next();
        } while (after != null);
        assertThat(names).containsExactly("Alpha", "bravo", "charlie");
    }

    @Test
    void listsVersionsByTheirIdAndNoneOfAnUnknownName() {
        Set<String> made = new HashSet<>();
        for (int i = 0; i < 7; i++) {
            made.add(world.set(vault, "db", "v" + i).version().value());
        }
        world.set(vault, "db2", "other");
        List<String> found = new ArrayList<>();
        String after = "";
        do {
            Listing<Secret> page = secrets().lifeCycle().versions(vault, DB, after, 3);
            page.items().forEach(secret -> found.add(secret.version().value()));
            after = page.next();
        } while (after != null);
        assertThat(found).isSorted().containsExactlyInAnyOrderElementsOf(made);
        assertThat(secrets().lifeCycle().versions(vault, new ObjectName("nobody"), "", 25).items())
                .isEmpty();
    }

    @Test
    void setsOfOneNameAtTheSameTimeAllMakeVersions() {
        List<CompletableFuture<Secret>> sets = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            String value = "v" + i;
            sets.add(
                    secrets()
                            .set(
                                    vault,
                                    DB,
                                    new NewSecret(
                                            SecretBytes.ofUtf8(value),
                                            null,
                                            Tags.NONE,
                                            AttributeChange.NONE),
                                    _ -> World.audited())
                            .toCompletableFuture());
        }
        CompletableFuture.allOf(sets.toArray(new CompletableFuture<?>[0])).join();
        assertThat(secrets().lifeCycle().versions(vault, DB, "", 100).items()).hasSize(20);
        // Each names the one before it, so together they are one chain.
        assertThat(secrets().lifeCycle().versions(vault, DB, "", 100).items())
                .extracting(Secret::previous)
                .doesNotHaveDuplicates();
        world.records.vault(vault.id()).verifySet();
    }

    @Test
    @Tag("reliability:R-04")
    void nothingIsDoneWhenTheEvidenceCannotBeMade() {
        world.set(vault, "db", "one");
        assertThat(
                        org.assertj.core.api.Assertions.catchThrowable(() ->
                                done(
                                        secrets()
                                                .lifeCycle()
                                                .delete(
                                                        vault,
                                                        DB,
                                                        _ -> {
                                                            throw new IllegalStateException(
                                                                    "no record");
                                                        }))))
                .isInstanceOf(IllegalStateException.class);
        assertThat(world.value(vault, "db", null)).isEqualTo("one");
    }

    @Test
    void aHotSecretIsReadFromMemory() {
        world.set(vault, "db", "one");
        assertThat(secrets().inMemory(vault, DB, null)).isEmpty();
        String version = secrets().get(vault, DB, null).version().value();
        assertThat(secrets().inMemory(vault, DB, null)).isPresent();
        assertThat(secrets().inMemory(vault, DB, version)).isPresent();
        assertThat(secrets().inMemory(vault, DB, "nonsense")).isEmpty();
        world.set(vault, "db", "two");
        assertThat(secrets().inMemory(vault, DB, null)).isEmpty();
    }

    @Test
    @Tag("security:S-01")
    void noValueTagOrContentTypeIsStoredInClear() {
        String marker = "c4n4ry-m4rker";
        set(
                new NewSecret(
                        SecretBytes.ofUtf8(marker),
                        marker,
                        new Tags(Map.of(marker, marker)),
                        AttributeChange.NONE));
        for (var row : world.store.scan(vault.id().toString(), null, 100)) {
            for (byte[] part : List.of(row.clear(), row.sealed(), row.mac())) {
                assertThat(new String(part, StandardCharsets.ISO_8859_1)).doesNotContain(marker);
            }
        }
        assertThat(new String(secrets().lifeCycle().backup(vault, DB), StandardCharsets.ISO_8859_1))
                .doesNotContain(marker);
    }
}
