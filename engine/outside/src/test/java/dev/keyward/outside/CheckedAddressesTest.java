package dev.keyward.outside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyward.testing.HttpsPeer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Where a host that may be called turns out to be.
@Tag("security:S-07")
class CheckedAddressesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final String HOST = "hooks.example.org";

    private final AtomicInteger calls = new AtomicInteger();
    private final List<String> lookedUp = new ArrayList<>();

    private HttpsPeer peer() throws Exception {
        return Peers.https(
                HOST,
                exchange -> {
                    calls.incrementAndGet();
                    HttpsPeer.answer(exchange, 200, "hello".getBytes(StandardCharsets.UTF_8));
                });
    }

    private static OutsideRules rules(HttpsPeer peer, String... addresses) {
        return new OutsideRules(
                        Set.of(HOST + ":" + peer.port()),
                        List.of(peer.authority()),
                        Map.of(),
                        List.of())
                .reaching(List.of(addresses));
    }

    /// A name server that gives one answer after the other, the last for ever.
    private Lookup answering(String... answers) {
        AtomicInteger next = new AtomicInteger();
        return host -> {
            lookedUp.add(host);
            String answer = answers[Math.min(next.getAndIncrement(), answers.length - 1)];
            List<InetAddress> found = new ArrayList<>();
            for (String each : answer.split(" ")) {
                found.add(InetAddress.getByAddress(host, InetAddress.getByName(each).getAddress()));
            }
            return found.toArray(InetAddress[]::new);
        };
    }

    private static URI url(HttpsPeer peer) {
        return URI.create("https://" + HOST + ":" + peer.port() + "/");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.8.9.1",
                "0.0.0.0",
                "10.0.0.1",
                "100.64.0.1",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "192.0.0.8",
                "198.18.0.1",
                "224.0.0.1",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "fe80::1",
                "fec0::1",
                "fc00::1",
                "fd00:ec2::254",
                "ff02::1",
                "::ffff:127.0.0.1",
                "::127.0.0.1",
                "64:ff9b::7f00:1",
                "64:ff9b::a9fe:a9fe",
                "64:ff9b:1::a00:1",
                "2002:7f00:1::",
                "2001:0:4136:e378:8000:63bf:3fff:fdd2",
                "2001:db8::1"
            })
    void noAddressButAPublicOneIsConnectedTo(String address) throws Exception {
        assertThat(SpecialAddresses.isPublic(InetAddress.getByName(address))).isFalse();
        try (HttpsPeer peer = peer();
                Outside outside = new Outside(rules(peer), PATIENCE, answering(address))) {
            assertThatThrownBy(() -> outside.get(url(peer)))
                    .isInstanceOf(ForbiddenAddressException.class)
                    .hasMessage(
                            HOST
                                    + " has an address that isn't public and that the settings"
                                    + " don't allow (outside.addresses)");
            assertThatThrownBy(() -> outside.addresses(HOST))
                    .isInstanceOf(ForbiddenAddressException.class);
            assertThat(calls).hasValue(0);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "8.8.8.8",
                "172.32.0.1",
                "100.128.0.1",
                "192.0.1.1",
                "223.255.255.255",
                "2606:4700::1111",
                "2a00:1450:4001::1",
                "64:ff9b::808:808",
                "2001:4860:4860::8888"
            })
    void publicAddressesAreReached(String address) throws Exception {
        assertThat(SpecialAddresses.isPublic(InetAddress.getByName(address))).isTrue();
    }

    @Test
    void whatTheOperatorNamesIsReachedUnderTheNameOfItsHost() throws Exception {
        try (HttpsPeer peer = peer();
                Outside outside =
                        new Outside(rules(peer, "127.0.0.0/8"), PATIENCE, answering("127.0.0.1"))) {
            assertThat(outside.get(url(peer)).status()).isEqualTo(200);
            assertThat(lookedUp).containsExactly(HOST);
        }
    }

    /// The certificate is the host's, wherever it was found.
    @Test
    void anotherHostsCertificateIsRefusedAtACheckedAddressToo() throws Exception {
        try (HttpsPeer peer = Peers.https(exchange -> calls.incrementAndGet());
                Outside outside =
                        new Outside(rules(peer, "127.0.0.0/8"), PATIENCE, answering("127.0.0.1"))) {
            assertThatThrownBy(() -> outside.get(url(peer)))
                    .isInstanceOf(IOException.class)
                    .isNotInstanceOf(ForbiddenAddressException.class);
            assertThat(calls).hasValue(0);
        }
    }

    /// 192.0.2.1 stands for a public address here: the operator allows it, nobody answers there.
    @Test
    void anAnswerThatChangesAfterTheCheckIsNotHeard() throws Exception {
        try (HttpsPeer peer = peer();
                Outside outside =
                        new Outside(
                                rules(peer, "192.0.2.0/24"),
                                Duration.ofSeconds(1),
                                answering("192.0.2.1", "127.0.0.1"))) {
            assertThatThrownBy(() -> outside.get(url(peer))).isInstanceOf(IOException.class);
            assertThat(lookedUp).hasSize(1);
            assertThatThrownBy(() -> outside.get(url(peer)))
                    .isInstanceOf(ForbiddenAddressException.class);
            assertThat(calls).hasValue(0);
        }
    }

    @Test
    void onePrivateAddressAmongPublicOnesIsEnough() throws Exception {
        try (HttpsPeer peer = peer();
                Outside outside =
                        new Outside(rules(peer), PATIENCE, answering("8.8.8.8 127.0.0.1"))) {
            assertThatThrownBy(() -> outside.get(url(peer)))
                    .isInstanceOf(ForbiddenAddressException.class);
            assertThat(calls).hasValue(0);
        }
    }

    /// Names that some resolvers take for numbers are looked up like any other.
    @ParameterizedTest
    @ValueSource(strings = {"0x7f000001", "2130706433", "127.1", "0177.0.0.1"})
    void oddFormsOfAnAddressAreLookedUpAndChecked(String odd) throws Exception {
        try (HttpsPeer peer = peer()) {
            OutsideRules named =
                    new OutsideRules(
                            Set.of(odd + ":" + peer.port()),
                            List.of(peer.authority()),
                            Map.of(),
                            List.of());
            try (Outside outside = new Outside(named, PATIENCE, answering("127.0.0.1"))) {
                assertThatThrownBy(() ->
                                outside.get(URI.create("https://" + odd + ":" + peer.port() + "/")))
                        .isInstanceOf(IOException.class);
                assertThatThrownBy(() -> outside.addresses(odd))
                        .isInstanceOf(ForbiddenAddressException.class);
            }
            assertThat(calls).hasValue(0);
        }
    }

    @Test
    void whoLooksHostsUpElsewhereIsCheckedWhenItConnects() throws IOException {
        CheckedAddresses addresses =
                new CheckedAddresses(OutsideRules.NONE, InetAddress::getAllByName);
        try (Socket socket = addresses.createSocket()) {
            assertThatThrownBy(() ->
                            socket.connect(
                                    new InetSocketAddress(
                                            InetAddress.getByAddress(
                                                    HOST, new byte[] {127, 0, 0, 1}),
                                            1)))
                    .isInstanceOf(ForbiddenAddressException.class);
            assertThatThrownBy(() -> socket.connect(InetSocketAddress.createUnresolved(HOST, 1)))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void anAddressThatIsTheHostsNameWasNamedByTheOperator() throws UnknownHostException {
        OutsideRules rules = OutsideRules.NONE;
        assertThat(rules.reaches("10.1.2.3", InetAddress.getByName("10.1.2.3"))).isTrue();
        assertThat(rules.reaches("[fd00::1]", InetAddress.getByName("fd00::1"))).isTrue();
        assertThat(rules.reaches("10.1.2.3", InetAddress.getByName("10.1.2.4"))).isFalse();
        assertThat(rules.reaches("localhost", InetAddress.getLoopbackAddress())).isTrue();
        assertThat(rules.reaches("localhost", InetAddress.getByName("10.0.0.1"))).isFalse();
        assertThat(rules.reaches("local.example", InetAddress.getLoopbackAddress())).isFalse();
    }
}
