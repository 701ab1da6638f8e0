package dev.keyward.issuers.acme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyward.issuers.World;
import dev.keyward.model.Curve;
import dev.keyward.model.KeyParameters;
import dev.keyward.model.ObjectName;
import dev.keyward.model.Tags;
import dev.keyward.model.certificates.CertificateKey;
import dev.keyward.model.certificates.CertificatePolicy;
import dev.keyward.model.certificates.IssuerReference;
import dev.keyward.model.certificates.SecretFormat;
import dev.keyward.vault.VaultObjects;
import dev.keyward.vault.certificates.NewCertificate;
import dev.keyward.vault.certificates.OperationStatus;
import dev.keyward.vault.issuers.CertificateIssuers;
import dev.keyward.vault.issuers.IssuerAnswer;
import dev.keyward.vault.vaults.Vault;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a server may do to us that means no good: nothing it says is without end.
class AcmeLimitsTest {
    private static final int MOST = 1024 * 1024;
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Duration SHORT = Duration.ofSeconds(1);
    private static final byte[] BLANKS = " ".repeat(64 * 1024).getBytes(StandardCharsets.US_ASCII);

    @TempDir private Path directory;
    private World world;
    private Vault vault;
    private @Nullable HostileServer running;

    @BeforeEach
    void open() {
        world = new World(directory, World.START);
        vault = world.vault("vault01");
    }

    @AfterEach
    void close() {
        if (running != null) {
            running.close();
        }
        world.close();
    }

    private HostileServer start(HostileServer.Page page) throws Exception {
        HostileServer started = new HostileServer(page);
        running = started;
        return started;
    }

    private AcmeIssuer issuer(HostileServer server, Duration each, Duration all) throws Exception {
        return new AcmeIssuer(
                world.foundation(),
                server.access(),
                new AcmeChallenges(world.records(), world.foundation().store()),
                new DnsChallenges(
                        null, InetAddress::getByName, world.records(), world.foundation().store()),
                () -> new AnswerTime(each, all));
    }

    private IssuerAnswer advance(HostileServer server, Duration each, Duration all)
            throws Exception {
        return issuer(server, each, all)
                .advance(
                        world.order(
                                vault,
                                World.issuer("acme", server.directory()),
                                World.web("CN=www.example.org", "www.example.org"),
                                1));
    }

    private static void endless(OutputStream body) throws IOException {
        for (long sent = 0; sent < 1L << 30; sent += BLANKS.length) {
            body.write(BLANKS);
        }
    }

    @Test
    @Tag("security:S-14")
    void anAnswerThatIsTooLongIsCutOffAndTheOperationSaysSo() throws Exception {
        HostileServer server =
                start((exchange, body) -> {
                    exchange.getResponseHeaders().set("Content-Type", "application/json");
                    exchange.sendResponseHeaders(200, 0);
                    endless(body);
                });
        VaultObjects objects =
                VaultObjects.on(
                        world.foundation(),
                        new CertificateIssuers(List.of(issuer(server, LONG, LONG))),
                        _ -> World.recorded());
        ObjectName name = new ObjectName("web");
        objects.issuers()
                .set(
                        vault,
                        new ObjectName("hostile"),
                        World.issuer("acme", server.directory()),
                        _ -> World.recorded())
                .toCompletableFuture()
                .join();
        CertificatePolicy policy =
                new CertificatePolicy(
                        new CertificateKey(new KeyParameters.Ec(Curve.P_256), true, false),
                        SecretFormat.PKCS12,
                        World.web("CN=www.example.org", "www.example.org"),
                        List.of(),
                        new IssuerReference("hostile", null, null));
        objects.certificates()
                .create(
                        vault,
                        name,
                        new NewCertificate(
                                new NewCertificate.PolicyWish(policy, true),
                                Tags.NONE,
                                true,
                                false),
                        _ -> World.recorded())
                .toCompletableFuture()
                .join();

        objects.enrolments().proceed(vault.id(), name);

        assertThat(objects.certificates().operation(vault, name, null).status())
                .isEqualTo(
                        new OperationStatus.Failed(
                                "Certificate issuer error",
                                "the issuer's answer is longer than 1048576 bytes"));
        assertThat(server.hungUp.await(30, TimeUnit.SECONDS)).isTrue();
        // What the sockets of both sides hold comes on top.
        assertThat(server.taken.get()).isLessThan(64L * MOST);
    }

    @Test
    void anAnswerAsLongAsTheLimitIsRead() throws Exception {
        AtomicBoolean wentOn = new AtomicBoolean();
        HostileServer server =
                start((exchange, body) -> {
                    if (exchange.getRequestURI().getPath().equals("/nonce")) {
                        wentOn.set(true);
                        exchange.sendResponseHeaders(404, -1);
                        return;
                    }
                    String base = "https://" + exchange.getRequestHeaders().getFirst("Host");
                    byte[] members =
                            ("{\"newNonce\":\"%1$s/nonce\",\"newAccount\":\"%1$s/account\","
                                            + "\"newOrder\":\"%1$s/order\"}")
                                    .formatted(base)
                                    .getBytes(StandardCharsets.US_ASCII);
                    exchange.getResponseHeaders().set("Content-Type", "application/json");
                    exchange.sendResponseHeaders(200, MOST);
                    body.write(members);
                    body.write(
                            " ".repeat(MOST - members.length).getBytes(StandardCharsets.US_ASCII));
                });

        assertThatThrownBy(() -> advance(server, LONG, LONG)).isInstanceOf(IOException.class);
        assertThat(wentOn).isTrue();
    }

    @Test
    @Tag("security:S-14")
    void aPackedAnswerIsNotUnpacked() throws Exception {
        HostileServer server =
                start((exchange, body) -> {
                    ByteArrayOutputStream packed = new ByteArrayOutputStream();
                    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
                        for (int i = 0; i < 512; i++) {
                            out.write(BLANKS);
                        }
                    }
                    exchange.getResponseHeaders().set("Content-Type", "application/json");
                    exchange.getResponseHeaders().set("Content-Encoding", "gzip");
                    exchange.sendResponseHeaders(200, packed.size());
                    body.write(packed.toByteArray());
                });

        assertThat(advance(server, LONG, LONG))
                .isEqualTo(
                        new IssuerAnswer.Refused(
                                "Certificate issuer error",
                                "the issuer's answer is packed, though nobody asked for that"));
    }

    /// Each read is short, so only a limit on the whole helps; it holds for one answer and for all
    /// of a step.
    @ParameterizedTest
    @CsvSource({"PT1S,PT1M", "PT1M,PT1S"})
    @Tag("security:S-14")
    void anAnswerThatNeverEndsIsGivenUp(Duration each, Duration all) throws Exception {
        HostileServer server =
                start((exchange, body) -> {
                    exchange.getResponseHeaders().set("Content-Type", "application/json");
                    exchange.sendResponseHeaders(200, 0);
                    for (int i = 0; i < 2_000; i++) {
                        body.write(' ');
                        TimeUnit.MILLISECONDS.sleep(20);
                    }
                });
        long began = System.nanoTime();

        assertThatThrownBy(() -> advance(server, each, all))
                .isInstanceOf(IOException.class)
                .hasMessageMatching("the issuer's answer wasn't whole in time, after [01] s");

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(20));
        assertThat(server.hungUp.await(10, TimeUnit.SECONDS))
                .as("the connection is closed")
                .isTrue();
    }

    @Test
    void nobodyIsAskedWhenTheTimeOfAStepIsOver() throws Exception {
        AtomicBoolean asked = new AtomicBoolean();
        HostileServer server =
                start((exchange, _) -> {
                    asked.set(true);
                    exchange.sendResponseHeaders(404, -1);
                });

        assertThatThrownBy(() -> advance(server, SHORT, Duration.ZERO))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("the step has had its time");
        assertThat(asked).isFalse();
    }
}
