package dev.keyward.issuers.acme;

import static dev.keyward.issuers.acme.AcmeOrders.after;
import static dev.keyward.issuers.acme.AcmeOrders.leaf;
import static dev.keyward.issuers.acme.AcmeOrders.names;
import static dev.keyward.issuers.acme.AcmeOrders.refused;
import static dev.keyward.issuers.acme.AcmeOrders.retried;
import static dev.keyward.issuers.acme.AcmeOrders.settle;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.keyward.issuers.World;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.certificates.X509Properties;
import dev.keyward.testing.AcmeServer;
import dev.keyward.testing.NameServer;
import dev.keyward.vault.issuers.IssuerAnswer;
import dev.keyward.vault.issuers.IssuerOrder;
import dev.keyward.vault.upkeep.Upkeep;
import dev.keyward.vault.vaults.Vault;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.Type;

/// Orders at a real ACME server that looks names up at a real name server, where the proofs are
/// written by signed updates.
class AcmeDnsTest {
    private static final Duration DELAY = Duration.ofSeconds(3);

    @TempDir private Path directory;
    private World world;
    private Vault vault;
    private NameServer bind;
    private Pebble pebble;
    private AcmeChallenges http;
    private final List<String> asked = new ArrayList<>();

    @BeforeEach
    void open() throws Exception {
        assumeTrue(AcmeServer.isInstalled(), "pebble isn't installed");
        assumeTrue(NameServer.isInstalled(), "named (bind9) isn't installed");
        world = new World(directory, Instant.now());
        vault = world.vault("vault01");
        http = new AcmeChallenges(world.records(), world.foundation().store());
        bind = NameServer.start(directory.resolve("bind"));
        pebble =
                Pebble.start(
                        directory,
                        false,
                        token -> {
                            synchronized (asked) {
                                asked.add(token);
                            }
                            return http.answer(token);
                        },
                        bind);
    }

    @AfterEach
    void close() {
        if (pebble != null) {
            pebble.close();
        }
        if (bind != null) {
            bind.close();
        }
        if (world != null) {
            world.close();
        }
    }

    private DnsZone zone(String secret) {
        return zone(bind.address(), secret);
    }

    private static DnsZone zone(InetSocketAddress server, String secret) {
        return new DnsZone(
                server,
                server,
                NameServer.ZONE,
                new TsigKey(
                        NameServer.KEY_NAME,
                        TsigKey.Algorithm.HMAC_SHA256,
                        SecretBytes.adopt(Base64.getDecoder().decode(secret))),
                DELAY);
    }

    /// One that proves names as told, as after a restart.
    private AcmeIssuer issuer(AcmeAnswers answers) throws Exception {
        return new AcmeIssuer(world.foundation(), pebble.access(answers), http, dns(answers));
    }

    private DnsChallenges dns(AcmeAnswers answers) {
        return new DnsChallenges(
                answers.dns(), InetAddress::getByName, world.records(), world.foundation().store());
    }

    private Upkeep upkeep() {
        return new Upkeep(world.records(), world.clock, List.of(dns(overDns())));
    }

    private AcmeAnswers overDns() {
        return new AcmeAnswers(false, zone(NameServer.SECRET), true);
    }

    private IssuerOrder order(String... names) {
        X509Properties web = World.web("CN=" + names[0], names);
        return world.order(vault, World.issuer("acme", pebble.directory()), web, 1);
    }

    private List<String> texts(String name) throws IOException {
        SimpleResolver resolver =
                new SimpleResolver(
                        new InetSocketAddress(
                                InetAddress.getLoopbackAddress(), bind.address().getPort()));
        Message answer =
                resolver.send(
                        Message.newQuery(
                                Record.newRecord(
                                        Name.fromString(name, Name.root), Type.TXT, DClass.IN)));
        return answer.getSection(Section.ANSWER).stream()
                .filter(TXTRecord.class::isInstance)
                .map(record -> ((TXTRecord) record).getStrings().getFirst())
                .toList();
    }

    @Test
    void aNameAndItsWildcardAreProvenByTwoRecordsAtOnce() throws Exception {
        AcmeIssuer issuer = issuer(overDns());
        IssuerOrder order = order("example.org", "*.example.org");
        IssuerAnswer.Pending placed = (IssuerAnswer.Pending) retried(issuer, order);

        IssuerOrder known = after(order, placed.progress());
        IssuerAnswer.Pending written = (IssuerAnswer.Pending) retried(issuer, known);

        assertThat(written.again()).isEqualTo(DELAY);
        assertThat(texts("_acme-challenge.example.org")).hasSize(2).doesNotHaveDuplicates();
        IssuerAnswer answer = settle(issuer, after(order, written.progress()));
        assertThat(names(leaf(answer))).containsExactly("*.example.org", "example.org");
        assertThat(texts("_acme-challenge.example.org")).isEmpty();
        assertThat(asked).isEmpty();
    }

    @Test
    void wildcardsAreProvenOverDnsWhereOtherNamesAreOverHttp() throws Exception {
        AcmeIssuer issuer = issuer(new AcmeAnswers(true, zone(NameServer.SECRET), false));

        IssuerAnswer answer = settle(issuer, order("www.example.org", "*.shop.example.org"));

        assertThat(names(leaf(answer))).containsExactly("*.shop.example.org", "www.example.org");
        assertThat(asked).isNotEmpty().allMatch(token -> http.answer(token).isEmpty());
        assertThat(texts("_acme-challenge.shop.example.org")).isEmpty();
    }

    @Test
    void theSettingsMayPreferDnsForAllNames() throws Exception {
        AcmeIssuer issuer = issuer(new AcmeAnswers(true, zone(NameServer.SECRET), true));

        leaf(settle(issuer, order("www.example.org")));

        assertThat(asked).isEmpty();
    }

    @Test
    void aNameOfAnotherZoneIsProvenInOursIfItSaysSo() throws Exception {
        AcmeIssuer issuer = issuer(overDns());
        IssuerOrder order = order(NameServer.ALIASED, "*." + NameServer.ALIASED);
        IssuerAnswer.Pending placed = (IssuerAnswer.Pending) retried(issuer, order);
        IssuerAnswer.Pending written =
                (IssuerAnswer.Pending) retried(issuer, after(order, placed.progress()));

        assertThat(texts(NameServer.ALIASED_TO)).hasSize(2);
        leaf(settle(issuer, after(order, written.progress())));
        assertThat(texts(NameServer.ALIASED_TO)).isEmpty();
    }

    @Test
    @Tag("security:S-07")
    void aNameOfAnotherZoneIsRefusedWithTheSettingsName() throws Exception {
        IssuerAnswer.Refused refused =
                refused(settle(issuer(overDns()), order("example.org", "www.other.example")));

        assertThat(refused.message())
                .contains("_acme-challenge.www.other.example must be", "acme.dns.zone");
        assertThat(texts("_acme-challenge.example.org")).isEmpty();
    }

    @Test
    void withoutAZoneAWildcardIsRefusedWithTheSettingsName() throws Exception {
        AcmeIssuer issuer = issuer(AcmeOrders.OVER_HTTP);

        assertThat(refused(settle(issuer, order("*.example.org"))).message())
                .contains("without wildcards", "acme.dns.server");
    }

    @Test
    void withoutAPortForChallengesAnAddressIsRefusedWithTheSettingsName() throws Exception {
        assertThat(refused(settle(issuer(overDns()), order("127.0.0.1"))).message())
                .contains("without IP addresses", "acme.port");
    }

    @Test
    @Tag("security:S-09")
    void aKeyThatTheServerDoesNotKnowWritesNothingAndIsInNoMessage() throws Exception {
        String forged = "AAAA" + NameServer.SECRET.substring(4);
        AcmeAnswers wrong = new AcmeAnswers(false, zone(forged), true);
        AcmeIssuer issuer = issuer(wrong);
        IssuerOrder order = order("www.example.org");
        IssuerAnswer.Pending placed = (IssuerAnswer.Pending) retried(issuer, order);
        IssuerOrder known = after(order, placed.progress());

        assertThatThrownBy(() -> retried(issuer, known))
                .isInstanceOf(IOException.class)
                .hasMessageContainingAll("NOTAUTH", "BADSIG")
                .hasMessageNotContaining(forged);
        assertThat(texts("_acme-challenge.www.example.org")).isEmpty();
        assertThat(zone(forged).toString()).doesNotContain(forged);

        leaf(settle(issuer(overDns()), known));
    }

    @Test
    @Tag("security:S-07")
    void anAnswerThatNobodySignedIsNotBelieved() throws Exception {
        try (ServerSocket liar = new ServerSocket(0, 9, InetAddress.getLoopbackAddress())) {
            Thread.ofPlatform().daemon().start(() -> agreeToAll(liar));
            AcmeIssuer issuer =
                    issuer(
                            new AcmeAnswers(
                                    false,
                                    zone(
                                            InetSocketAddress.createUnresolved(
                                                    "127.0.0.1", liar.getLocalPort()),
                                            NameServer.SECRET),
                                    true));
            IssuerOrder order = order("www.example.org");
            IssuerAnswer.Pending placed = (IssuerAnswer.Pending) retried(issuer, order);

            assertThatThrownBy(() -> retried(issuer, after(order, placed.progress())))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("isn't signed");
        }
    }

    /// Says that all is well, to everything.
    private static void agreeToAll(ServerSocket server) {
        while (true) {
            try (Socket peer = server.accept();
                    DataInputStream in = new DataInputStream(peer.getInputStream());
                    DataOutputStream out = new DataOutputStream(peer.getOutputStream())) {
                Message question = new Message(in.readNBytes(in.readUnsignedShort()));
                Message answer = new Message(question.getHeader().getID());
                answer.getHeader().setOpcode(question.getHeader().getOpcode());
                answer.getHeader().setFlag(Flags.QR);
                if (question.getQuestion() != null) {
                    answer.addRecord(question.getQuestion(), Section.QUESTION);
                }
                byte[] wire = answer.toWire();
                out.writeShort(wire.length);
                out.write(wire);
            } catch (IOException closed) {
                return;
            }
        }
    }

    @Test
    void anOrderGoesOnAfterARestartInTheMiddle() throws Exception {
        AcmeIssuer issuer = issuer(overDns());
        IssuerOrder order = order("*.example.org");
        IssuerAnswer.Pending placed = (IssuerAnswer.Pending) retried(issuer, order);
        IssuerAnswer.Pending written =
                (IssuerAnswer.Pending) retried(issuer, after(order, placed.progress()));

        world.reopen();

        leaf(settle(issuer(overDns()), after(order, written.progress())));
        assertThat(texts("_acme-challenge.example.org")).isEmpty();
    }

    @Test
    void aRecordThatCannotBeTakenOutNowIsTakenOutLater() throws Exception {
        AcmeIssuer issuer = issuer(overDns());
        IssuerOrder order = order("*.example.org");
        IssuerAnswer.Pending placed = (IssuerAnswer.Pending) retried(issuer, order);
        IssuerAnswer.Pending written =
                (IssuerAnswer.Pending) retried(issuer, after(order, placed.progress()));
        assertThat(texts("_acme-challenge.example.org")).hasSize(1);

        String forged = "AAAA" + NameServer.SECRET.substring(4);
        AcmeIssuer withoutKey = issuer(new AcmeAnswers(false, zone(forged), true));
        leaf(settle(withoutKey, after(order, written.progress())));
        assertThat(texts("_acme-challenge.example.org")).hasSize(1);

        upkeep().round();

        assertThat(texts("_acme-challenge.example.org")).isEmpty();
    }

    @Test
    void aRecordThatNobodyAsksAboutAnyMoreIsTakenOutAfterAWeek() throws Exception {
        AcmeIssuer issuer = issuer(overDns());
        IssuerOrder order = order("*.example.org");
        IssuerAnswer.Pending placed = (IssuerAnswer.Pending) retried(issuer, order);
        retried(issuer, after(order, placed.progress()));
        Upkeep upkeep = upkeep();
        upkeep.round();
        assertThat(texts("_acme-challenge.example.org")).hasSize(1);

        world.clock.advance(Duration.ofDays(8));
        upkeep.round();

        assertThat(texts("_acme-challenge.example.org")).isEmpty();
    }
}
