package dev.keyward.issuers.acme;

import static dev.keyward.issuers.acme.AcmeOrders.after;
import static dev.keyward.issuers.acme.AcmeOrders.leaf;
import static dev.keyward.issuers.acme.AcmeOrders.refused;
import static dev.keyward.issuers.acme.AcmeOrders.retried;
import static dev.keyward.issuers.acme.AcmeOrders.settle;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.keyward.issuers.World;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.model.certificates.SubjectAlternativeNames;
import dev.keyward.model.certificates.X509Properties;
import dev.keyward.testing.AcmeServer;
import dev.keyward.vault.issuers.IssuerAnswer;
import dev.keyward.vault.issuers.IssuerOrder;
import dev.keyward.vault.issuers.IssuerSettings;
import dev.keyward.vault.issuers.Organization;
import dev.keyward.vault.upkeep.Upkeep;
import dev.keyward.vault.vaults.Vault;
import java.io.IOException;
import java.net.InetAddress;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Orders at a real ACME server, which validates every name over HTTP.
class AcmeIssuerTest {
    @TempDir private Path directory;
    private World world;
    private Vault vault;
    private AcmeChallenges challenges;
    private @Nullable Pebble running;
    private final List<String> asked = new ArrayList<>();
    private volatile boolean answering = true;

    @BeforeEach
    void open() {
        assumeTrue(AcmeServer.isInstalled(), "pebble isn't installed");
        world = new World(directory, Instant.now());
        vault = world.vault("vault01");
        challenges = new AcmeChallenges(world.records(), world.foundation().store());
    }

    @AfterEach
    void close() throws Exception {
        if (running != null) {
            running.close();
        }
        if (world != null) {
            world.close();
        }
    }

    private AcmeIssuer start(boolean binding) throws Exception {
        running =
                Pebble.start(
                        directory,
                        binding,
                        token -> {
                            synchronized (asked) {
                                asked.add(token);
                                return answering
                                        ? challenges.answer(token)
                                        : Optional.of("nonsense");
                            }
                        });
        return issuer();
    }

    /// As a restart; who asks meanwhile has to wait.
    private void reopen() {
        synchronized (asked) {
            world.reopen();
            challenges = new AcmeChallenges(world.records(), world.foundation().store());
        }
    }

    private Pebble pebble() {
        return Objects.requireNonNull(running);
    }

    private AcmeIssuer issuer() throws Exception {
        return AcmeOrders.issuer(world, pebble().access(), challenges);
    }

    private IssuerSettings settings() {
        return World.issuer("acme", pebble().directory());
    }

    private IssuerSettings bound(String keyId, String macKey) {
        return new IssuerSettings(
                "ACME",
                keyId,
                SecretBytes.ofUtf8(macKey),
                new Organization(
                        pebble().directory(),
                        List.of(
                                new Organization.Administrator(
                                        "Ann", "Admin", "ann@example.org", null))),
                true);
    }

    @Test
    void aCertificateIsIssuedOnceTheServerHasSeenItsChallengesAnswered() throws Exception {
        AcmeIssuer issuer = start(false);
        IssuerOrder order =
                world.order(
                        vault,
                        settings(),
                        World.web("CN=www.example.org", "www.example.org", "example.org"),
                        1);

        IssuerAnswer answer = settle(issuer, order);

        X509Certificate leaf = leaf(answer);
        assertThat(leaf.getSubjectAlternativeNames().stream().map(name -> name.get(1)))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.list(Object.class))
                .containsExactlyInAnyOrder("www.example.org", "example.org");
        assertThat(((IssuerAnswer.Issued) answer).chain()).hasSizeGreaterThan(1);
        assertThat(new HashSet<>(asked)).hasSize(2);
        assertThat(asked).allSatisfy(token -> assertThat(challenges.answer(token)).isEmpty());
    }

    @Test
    void anOrderGoesOnAfterARestartInTheMiddle() throws Exception {
        AcmeIssuer issuer = start(false);
        IssuerOrder order =
                world.order(
                        vault, settings(), World.web("CN=www.example.org", "www.example.org"), 1);
        IssuerAnswer.Pending placed = (IssuerAnswer.Pending) retried(issuer, order);

        reopen();
        IssuerOrder same = after(order, placed.progress());
        IssuerAnswer.Pending challenged = (IssuerAnswer.Pending) retried(issuer(), same);
        reopen();

        X509Certificate leaf = leaf(settle(issuer(), after(order, challenged.progress())));
        assertThat(leaf.getSubjectAlternativeNames()).hasSize(1);
    }

    @Test
    void aRenewalIsAnOrderOfTheSameAccount() throws Exception {
        AcmeIssuer issuer = start(false);
        X509Properties web = World.web("CN=www.example.org", "www.example.org");
        X509Certificate first = leaf(settle(issuer, world.order(vault, settings(), web, 1)));
        X509Certificate second = leaf(settle(issuer(), world.order(vault, settings(), web, 2)));

        assertThat(second.getSerialNumber()).isNotEqualTo(first.getSerialNumber());
        assertThat(world.accounts(vault)).isOne();
    }

    @Test
    void anOrderWhoseValidationFailsIsRefusedWithTheServersWords() throws Exception {
        answering = false;
        AcmeIssuer issuer = start(false);

        IssuerAnswer.Refused refused =
                refused(
                        settle(
                                issuer,
                                world.order(
                                        vault,
                                        settings(),
                                        World.web("CN=www.example.org", "www.example.org"),
                                        1)));

        assertThat(refused.code()).isEqualTo("Request rejected");
        assertThat(refused.message())
                .startsWith("www.example.org could not be validated: unauthorized: ");
    }

    @Test
    void aNameThatTheServerForbidsIsRefusedWithTheServersWords() throws Exception {
        AcmeIssuer issuer = start(false);

        IssuerAnswer.Refused refused =
                refused(
                        settle(
                                issuer,
                                world.order(
                                        vault,
                                        settings(),
                                        World.web("CN=a.blocked.example", "a.blocked.example"),
                                        1)));

        assertThat(refused.message()).startsWith("rejectedIdentifier: ");
    }

    @Test
    @Tag("security:S-09")
    void accountsAreBoundToCustomersOfTheServer() throws Exception {
        AcmeIssuer issuer = start(true);
        X509Properties web = World.web("CN=www.example.org", "www.example.org");
        String forged = "AAAA" + AcmeServer.MAC_KEY.substring(4);

        IssuerAnswer.Refused unbound =
                refused(settle(issuer, world.order(vault, settings(), web, 1)));
        IssuerAnswer.Refused wrong =
                refused(
                        settle(
                                issuer,
                                world.order(vault, bound(AcmeServer.KEY_ID, forged), web, 2)));

        assertThat(unbound.message()).startsWith("externalAccountRequired");
        assertThat(wrong.message()).doesNotContain(forged);
        leaf(
                settle(
                        issuer,
                        world.order(vault, bound(AcmeServer.KEY_ID, AcmeServer.MAC_KEY), web, 3)));
    }

    @Test
    void aCanceledOrderIsGivenUpAtTheServer() throws Exception {
        AcmeIssuer issuer = start(false);
        IssuerOrder order =
                world.order(
                        vault, settings(), World.web("CN=www.example.org", "www.example.org"), 1);
        IssuerAnswer.Pending placed = (IssuerAnswer.Pending) retried(issuer, order);
        IssuerOrder known = after(order, placed.progress());

        for (int i = 0; ; i++) {
            try {
                issuer.cancel(known);
                break;
            } catch (IOException passing) {
                assertThat(i).isLessThan(10);
            }
        }

        assertThat(settle(issuer, known)).isInstanceOf(IssuerAnswer.Refused.class);
        assertThat(asked).isEmpty();
    }

    @Test
    @Tag("security:S-07")
    void onlyHostsThatTheOperatorAllowsAreCalled() throws Exception {
        start(false);
        AcmeIssuer issuer =
                AcmeOrders.issuer(
                        world,
                        new AcmeAccess(
                                _ -> false,
                                AcmeIssuerTest::platform,
                                InetAddress::getByName,
                                AcmeOrders.OVER_HTTP),
                        challenges);

        assertThatThrownBy(() -> issuer.check(settings()))
                .isInstanceOf(VaultException.class)
                .extracting(refused -> ((VaultException) refused).error())
                .isEqualTo(
                        new VaultError.BadParameter(
                                "org_details.id",
                                "the https URL of an ACME directory on a host that the server's"
                                        + " configuration allows"));
        assertThat(
                        refused(
                                        settle(
                                                issuer,
                                                world.order(
                                                        vault,
                                                        settings(),
                                                        World.web(
                                                                "CN=www.example.org",
                                                                "www.example.org"),
                                                        1)))
                                .message())
                .contains("org_details.id");
    }

    @Test
    @Tag("security:S-07")
    void aServerWhoseCertificateNobodyVouchesForIsNotBelieved() throws Exception {
        start(false);
        AcmeIssuer issuer =
                AcmeOrders.issuer(
                        world,
                        new AcmeAccess(
                                pebble()::isHere,
                                AcmeIssuerTest::platform,
                                InetAddress::getByName,
                                AcmeOrders.OVER_HTTP),
                        challenges);

        assertThatThrownBy(() ->
                        issuer.advance(
                                world.order(
                                        vault,
                                        settings(),
                                        World.web("CN=www.example.org", "www.example.org"),
                                        1)))
                .isInstanceOf(IOException.class);
    }

    @Test
    @Tag("security:S-07")
    void aDirectoryWithoutTlsIsNotAllowedWhateverTheOperatorSays() throws Exception {
        AcmeIssuer issuer =
                AcmeOrders.issuer(
                        world,
                        new AcmeAccess(
                                _ -> true,
                                AcmeIssuerTest::platform,
                                InetAddress::getByName,
                                AcmeOrders.OVER_HTTP),
                        challenges);

        for (String url : List.of("http://acme.example.org/dir", "file:///etc/passwd", "a b", "")) {
            assertThatThrownBy(() -> issuer.check(World.issuer("ACME", url)))
                    .isInstanceOf(VaultException.class);
        }
        issuer.check(World.issuer("ACME", "https://acme.example.org/dir"));
    }

    @Test
    void aBindingIsWholeOrNotThere() throws Exception {
        AcmeIssuer issuer = start(true);

        issuer.check(bound("kid-1", AcmeServer.MAC_KEY));
        assertThatThrownBy(() -> issuer.check(bound("kid-1", "not base64url!")))
                .isInstanceOf(VaultException.class);
        assertThatThrownBy(() ->
                        issuer.check(
                                new IssuerSettings(
                                        "ACME",
                                        "kid-1",
                                        null,
                                        new Organization(pebble().directory(), List.of()),
                                        true)))
                .isInstanceOf(VaultException.class);
    }

    @Test
    void withoutAnybodyWhoAnswersChallengesNothingIsOrdered() throws Exception {
        start(false);
        AcmeIssuer issuer =
                AcmeOrders.issuer(
                        world,
                        new AcmeAccess(
                                pebble()::isHere,
                                pebble().access().client(),
                                InetAddress::getByName,
                                AcmeAnswers.NONE),
                        challenges);

        assertThat(
                        refused(
                                        issuer.advance(
                                                world.order(
                                                        vault,
                                                        settings(),
                                                        World.web(
                                                                "CN=www.example.org",
                                                                "www.example.org"),
                                                        1)))
                                .message())
                .contains("doesn't answer ACME challenges", "acme.port", "acme.dns.server");
    }

    @Test
    void namesThatHttpCannotValidateAreRefusedBeforeAnyoneIsAsked() throws Exception {
        AcmeIssuer issuer = start(false);
        for (X509Properties asked :
                List.of(
                        World.web("CN=www.example.org", "*.example.org"),
                        World.web("CN=A Service"),
                        new X509Properties(
                                "CN=www.example.org",
                                new SubjectAlternativeNames(
                                        List.of(),
                                        List.of("a@example.org"),
                                        List.of(),
                                        List.of(),
                                        List.of()),
                                List.of(),
                                List.of(),
                                12))) {
            assertThat(refused(settle(issuer, world.order(vault, settings(), asked, 1))).message())
                    .contains("with this issuer");
        }
    }

    @Test
    void answersToChallengesAreKeptForAWhileOnly() {
        challenges.put("token-1", "token-1.thumb", world.clock.instant());
        assertThat(challenges.answer("token-1")).contains("token-1.thumb");
        assertThat(challenges.answer("../token-1")).isEmpty();
        assertThat(challenges.answer("token-2")).isEmpty();

        world.clock.advance(Duration.ofDays(8));
        new Upkeep(world.records(), world.clock, List.of(challenges)).round();
        assertThat(challenges.answer("token-1")).isEmpty();
    }

    private static HttpClient platform() {
        return HttpClient.newHttpClient();
    }
}
