package dev.keyward.api.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyward.api.Peers;
import dev.keyward.api.VaultPlane;
import dev.keyward.model.RecoveryLevel;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.VaultName;
import dev.keyward.outside.events.ContactMail;
import dev.keyward.outside.events.EventSubscription;
import dev.keyward.outside.events.EventSubscriptions;
import dev.keyward.testing.MailPeer;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Mails to the contacts of a vault's certificates, over a real mail server.
class ContactMailTest {
    private static final Duration YEAR = Duration.ofDays(365);

    @TempDir Path directory = Path.of("");
    private MailPeer peer;
    private VaultPlane plane;

    @BeforeEach
    void open() throws Exception {
        peer = Peers.mail();
        plane =
                new VaultPlane(
                        directory,
                        new RecoveryLevel(7, false),
                        Peers.rules(peer),
                        Peers.settings(peer));
    }

    @AfterEach
    void close() {
        plane.close();
        peer.close();
    }

    private void contacts(String... emails) {
        List<String> each =
                List.of(emails).stream().map(email -> "{\"email\":\"" + email + "\"}").toList();
        ok("PUT", "/certificates/contacts", "{\"contacts\":[" + String.join(",", each) + "]}");
    }

    private JsonNode ok(String method, String path, String body) {
        VaultPlane.Answer answer = plane.owner(method, path, body);
        assertThat(answer.status()).as(answer.text()).isBetween(200, 202);
        return answer.json();
    }

    private void make(String issuer, String action) {
        ok(
                "POST",
                "/certificates/web/create",
                """
                {"policy":{"issuer":{"name":"%s"},"key_props":{"kty":"EC","crv":"P-256"},
                 "x509_props":{"subject":"CN=www.example.org","validity_months":12},
                 "lifetime_actions":[{"trigger":{"lifetime_percentage":80},
                                      "action":{"action_type":"%s"}}]}}
                """
                        .formatted(issuer, action));
        plane.upkeep();
    }

    private void pass(Duration time) {
        plane.clock.advance(time);
        plane.upkeep();
        plane.deliver();
    }

    private List<String> subjects() {
        return peer.received.stream().map(mail -> mail.header("Subject").getFirst()).toList();
    }

    private long recorded(String operation) {
        return plane.records().stream()
                .filter(record -> record.path("operationName").asText().equals(operation))
                .count();
    }

    @Test
    void eachContactIsMailedOnceWhenThePolicySaysSo() {
        contacts("ann@example.org", "bob@example.org");
        make("Self", "EmailContacts");
        pass(YEAR.multipliedBy(79).dividedBy(100));
        assertThat(peer.received).isEmpty();

        pass(Duration.ofDays(4));

        assertThat(peer.received.stream().flatMap(mail -> mail.to().stream()))
                .containsExactlyInAnyOrder("ann@example.org", "bob@example.org");
        MailPeer.Received mail = peer.received.getFirst();
        assertThat(mail.header("Subject"))
                .containsExactly(
                        "Certificate web in vault vault01 expires on 2027-03-01 09:50 UTC");
        String version = plane.owner("GET", "/certificates/web").json().path("id").asText();
        assertThat(mail.text())
                .contains(
                        "nears its end",
                        "Vault:        vault01",
                        VaultPlane.BASE + "/certificates/web",
                        version.substring(version.lastIndexOf('/') + 1),
                        "Expires:      2027-03-01 09:50 UTC");
        pass(Duration.ofDays(10));
        assertThat(peer.received).hasSize(2);
    }

    @Test
    void aCertificateThatHasExpiredIsToldOf() {
        make("Self", "EmailContacts");
        pass(YEAR.minusDays(2));
        contacts("ann@example.org");

        pass(Duration.ofDays(3));

        assertThat(subjects()).containsExactly("Certificate web in vault vault01 has expired");
    }

    @Test
    void aRenewalThatFailsIsToldOfEachDay() {
        contacts("ann@example.org");
        ok(
                "PUT",
                "/certificates/issuers/ours",
                "{\"provider\":\"Keyward\",\"org_details\":{\"id\":\"www.example.org\"}}");
        make("ours", "AutoRenew");
        ok("DELETE", "/certificates/issuers/ours", "");

        pass(YEAR.multipliedBy(81).dividedBy(100));

        String subject = "Certificate web in vault vault01 could not be renewed";
        assertThat(subjects()).containsExactly(subject);
        pass(Duration.ofHours(2));
        assertThat(subjects()).containsExactly(subject);
        pass(Duration.ofDays(1));
        assertThat(subjects()).containsExactly(subject, subject);
    }

    @Test
    void aRenewalThatTheIssuerRefusesIsToldOfWithTheReason() {
        contacts("ann@example.org");
        ok(
                "PUT",
                "/certificates/issuers/ours",
                "{\"provider\":\"Keyward\",\"org_details\":{\"id\":\"www.example.org\"}}");
        make("ours", "AutoRenew");
        ok("PATCH", "/certificates/issuers/ours", "{\"org_details\":{\"id\":\"other.example\"}}");

        pass(YEAR.multipliedBy(81).dividedBy(100));

        assertThat(subjects())
                .containsExactly("Certificate web in vault vault01 could not be renewed");
        assertThat(peer.received.getFirst().text())
                .containsPattern("Reason: +\\S.*www.example.org");
    }

    @Test
    void aServerThatIsDownIsTriedAgainAndGetsEachMailOnce() throws Exception {
        contacts("ann@example.org", "bob@example.org");
        make("Self", "EmailContacts");
        peer.stop();
        pass(YEAR.multipliedBy(81).dividedBy(100));
        pass(Duration.ofHours(30));
        peer.startAgain();

        pass(Duration.ofHours(13));

        assertThat(peer.received.stream().flatMap(mail -> mail.to().stream()))
                .containsExactlyInAnyOrder("ann@example.org", "bob@example.org");
        pass(Duration.ofDays(6));
        assertThat(peer.received).hasSize(2);
    }

    @Test
    void whatCannotBeSentIsGivenUpAfterFiveDaysAndPutOnRecord() {
        contacts("ann@example.org");
        make("Self", "EmailContacts");
        peer.stop();
        pass(YEAR.multipliedBy(81).dividedBy(100));
        for (int hours = 0; hours < 8 * 24; hours += 6) {
            pass(Duration.ofHours(6));
        }

        assertThat(recorded("MailUndelivered")).isOne();
        assertThat(
                        plane.delivery.dead(
                                plane.vaults.find(new VaultName("vault01")).orElseThrow().id()))
                .isOne();
    }

    @Test
    void anAddressThatIsRefusedForGoodKeepsNobodyElseFromTheirMail() {
        contacts("ann@example.org");
        make("Self", "EmailContacts");
        peer.refusal.set(550);
        pass(YEAR.multipliedBy(81).dividedBy(100));
        assertThat(recorded("MailUndelivered")).isOne();

        peer.refusal.set(0);
        pass(Duration.ofDays(1));
        assertThat(peer.received).isEmpty();
    }

    @Test
    @Tag("security:S-07")
    void noContactCanAddALineOrAnotherAddress() {
        contacts(
                "ann@example.org\\r\\nBcc: eve@example.org",
                "ann@example.org,eve@example.org",
                "bob@example.org");
        make("Self", "EmailContacts");

        pass(YEAR.multipliedBy(81).dividedBy(100));

        assertThat(peer.received).hasSize(1);
        assertThat(peer.received.getFirst().to()).containsExactly("bob@example.org");
        assertThat(peer.received.getFirst().lines())
                .noneMatch(line -> line.contains("eve@") || line.startsWith("Bcc"));
    }

    @Test
    void withoutAMailServerTheEventIsRaisedAndTheLogSaysOnceThatNobodyIsMailed() throws Exception {
        plane.close();
        plane =
                new VaultPlane(
                        directory.resolve("other"), new RecoveryLevel(7, false), Peers.rules(peer));
        List<String> logged = new ArrayList<>();
        Logger logger = Logger.getLogger(ContactMail.class.getName());
        Handler handler = new Keeping(logged);
        logger.addHandler(handler);
        try {
            contacts("ann@example.org");
            plane.subscriptions
                    .put(
                            plane.vaults.find(new VaultName("vault01")).orElseThrow().id(),
                            new EventSubscription(
                                    "all",
                                    URI.create("https://nobody.example/hook"),
                                    EventSubscriptions.types(),
                                    SecretBytes.adopt(new byte[32])),
                            () -> new byte[] {'{', '}'})
                    .toCompletableFuture()
                    .join();
            make("Self", "EmailContacts");
            pass(YEAR.multipliedBy(81).dividedBy(100));
            pass(Duration.ofDays(100));
        } finally {
            logger.removeHandler(handler);
        }

        assertThat(logged).hasSize(1);
        assertThat(logged.getFirst()).contains("not mailed", "mail.host");
        assertThat(recorded("CertificateNearExpiryEventGridNotification")).isPositive();
        assertThat(recorded("CertificateExpiredEventGridNotification")).isOne();
        assertThat(peer.received).isEmpty();
    }

    private static final class Keeping extends Handler {
        private final List<String> messages;

        Keeping(List<String> messages) {
            this.messages = messages;
        }

        @Override
        public void publish(LogRecord record) {
            messages.add(record.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
