package dev.keyward.api.arm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyward.api.Engine;
import dev.keyward.api.EngineConfig;
import dev.keyward.api.Pace;
import dev.keyward.api.Peers;
import dev.keyward.api.TokenSigning;
import dev.keyward.issuers.acme.AcmeAnswers;
import dev.keyward.model.Regions;
import dev.keyward.model.VaultName;
import dev.keyward.testing.FakeClock;
import dev.keyward.testing.MailPeer;
import dev.keyward.testing.SeededRandom;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A mail that couldn't be sent before a restart.
class MailAfterRestartTest {
    private static final String DEV = "dev.vault.local.keyward.localhost:8443";
    private static final VaultName VAULT = new VaultName("dev");

    @TempDir Path home;

    @Test
    void arrivesOnceAfterIt() throws Exception {
        try (MailPeer peer = Peers.mail()) {
            peer.stop();
            FakeClock clock = new FakeClock(due(peer));
            peer.startAgain();
            try (Engine again = open(peer, clock)) {
                await(peer);
                Thread.sleep(Duration.ofSeconds(3));
                assertThat(again.isServing()).isTrue();
            }
            try (Engine _ = open(peer, clock)) {
                Thread.sleep(Duration.ofSeconds(3));
            }
            assertThat(peer.received).hasSize(1);
            assertThat(peer.received.getFirst().to()).containsExactly("ann@example.org");
        }
    }

    /// @return when the mail is tried again
    private Instant due(MailPeer peer) throws Exception {
        try (Stack stack =
                new Stack(
                        home,
                        VAULT,
                        EngineConfig.Profile.DEV,
                        Peers.rules(peer),
                        Peers.settings(peer))) {
            stack.call(
                            "PUT",
                            DEV,
                            "/certificates/contacts?api-version=7.4",
                            stack.token(Stack.VAULT_RESOURCE),
                            "{\"contacts\":[{\"email\":\"ann@example.org\"}]}")
                    .expect(200);
            stack.call(
                            "POST",
                            DEV,
                            "/certificates/web/create?api-version=7.4",
                            stack.token(Stack.VAULT_RESOURCE),
                            """
                            {"policy":{"issuer":{"name":"Self"},
                             "key_props":{"kty":"EC","crv":"P-256"},
                             "x509_props":{"subject":"CN=www.example.org","validity_months":12},
                             "lifetime_actions":[{"trigger":{"lifetime_percentage":50},
                                                  "action":{"action_type":"EmailContacts"}}]}}
                            """)
                    .expect(202);
            String now =
                    stack.call(
                                    "POST",
                                    Stack.MANAGEMENT,
                                    "/subscriptions/"
                                            + stack.subscription
                                            + "/providers/Keyward.Development/time/advance"
                                            + "?api-version=2026-01-01",
                                    stack.managementToken(),
                                    "{\"by\":\"P200D\"}")
                            .expect(200)
                            .text("/time");
            assertThat(peer.received).isEmpty();
            return Instant.parse(now).plus(Duration.ofMinutes(5));
        }
    }

    private Engine open(MailPeer peer, FakeClock clock) throws Exception {
        return Engine.open(
                new EngineConfig(
                        home,
                        Regions.of("local"),
                        "keyward.localhost",
                        8443,
                        VAULT,
                        Set.of(),
                        EngineConfig.Profile.DEV,
                        clock,
                        new SeededRandom(12),
                        Peers.rules(peer),
                        0,
                        AcmeAnswers.NONE,
                        Peers.settings(peer),
                        Pace.FULL,
                        null,
                        TokenSigning.ES256,
                        0));
    }

    private static void await(MailPeer peer) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (peer.received.isEmpty()) {
            assertThat(System.nanoTime()).as("the mail is sent in time").isLessThan(end);
            Thread.sleep(100);
        }
    }
}
