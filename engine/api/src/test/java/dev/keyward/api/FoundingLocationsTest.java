package dev.keyward.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyward.directory.Directory;
import dev.keyward.directory.offers.Plan;
import dev.keyward.directory.offers.Quota;
import dev.keyward.directory.tenancy.Subscription;
import dev.keyward.issuers.acme.AcmeAnswers;
import dev.keyward.model.Regions;
import dev.keyward.outside.OutsideRules;
import dev.keyward.testing.FakeClock;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The offer that a deployment begins with is one for everywhere, also where there is more of that
/// later.
final class FoundingLocationsTest {
    private static final String PLAN = "key-vault";

    private final FakeClock clock = new FakeClock(Instant.parse("2026-11-24T10:00:00Z"));

    @TempDir Path folder;

    private Engine open(EngineConfig.Profile profile, String... locations) throws IOException {
        return Engine.open(
                new EngineConfig(
                        folder.resolve("home"),
                        new Regions(List.of(locations)),
                        "keyward.localhost",
                        8443,
                        null,
                        Set.of(),
                        profile,
                        clock,
                        new SecureRandom(),
                        OutsideRules.NONE,
                        0,
                        AcmeAnswers.NONE,
                        null,
                        Pace.FULL,
                        null,
                        TokenSigning.ES256,
                        0));
    }

    private Engine served(String... locations) throws IOException {
        return open(EngineConfig.Profile.SERVER, locations);
    }

    private static Set<String> givenTo(Engine engine) {
        Directory directory = engine.directory();
        Subscription first =
                directory.tenancy().subscription(engine.deployment().subscription()).orElseThrow();
        return directory.entitlements().keyVaultLocations(first);
    }

    private static Plan plan(Engine engine) {
        return engine.directory().catalogue().plan(PLAN).orElseThrow();
    }

    private static void put(Engine engine, List<Quota> quotas) {
        Plan before = plan(engine);
        engine.directory()
                .catalogue()
                .put(
                        new Plan(
                                before.name(),
                                before.description(),
                                quotas.stream().map(Quota::id).toList(),
                                before.skuIds()),
                        () -> new byte[] {'{', '}'})
                .toCompletableFuture()
                .join();
    }

    @Test
    void whatIsAddedToTheSettingIsInThePlanAtTheNextStart() throws IOException {
        served("local").close();
        try (Engine engine = served("local", "west", "east")) {
            assertThat(givenTo(engine)).containsExactly("east", "local", "west");
        }
        try (Engine engine = served("local", "west", "east")) {
            assertThat(plan(engine).quotas()).hasSize(3);
        }
    }

    @Test
    void whatTheOperatorTookOutStaysOut() throws IOException {
        try (Engine engine = served("local", "west")) {
            put(engine, List.of(Quota.unlimited("local")));
        }
        served("local").close();
        try (Engine engine = served("local", "west")) {
            assertThat(givenTo(engine)).containsExactly("local");
        }
    }

    @Test
    void aPlanWithLimitsIsTheOperatorsToChange() throws IOException {
        try (Engine engine = served("local")) {
            Quota small =
                    new Quota(
                            "local",
                            "small",
                            new dev.keyward.directory.offers.Limits(1L, null, null));
            engine.directory()
                    .catalogue()
                    .put(small, () -> new byte[] {'{', '}'})
                    .toCompletableFuture()
                    .join();
            put(engine, List.of(small));
        }
        try (Engine engine = served("local", "west")) {
            assertThat(givenTo(engine)).containsExactly("local");
        }
    }

    /// The shell opens a home with a location of its own, which isn't one of the server's.
    @Test
    void openingItEmbeddedAddsNothing() throws IOException {
        served("eu").close();
        open(EngineConfig.Profile.EMBEDDED, "local").close();
        try (Engine engine = served("eu", "us")) {
            assertThat(Stream.of("eu", "us")).containsExactlyElementsOf(givenTo(engine));
        }
    }
}
