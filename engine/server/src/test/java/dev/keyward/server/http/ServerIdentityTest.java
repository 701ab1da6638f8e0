package dev.keyward.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyward.api.exchange.ApiResponse;
import dev.keyward.server.Ports;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Certificates an operator may bring, of either kind of key.
final class ServerIdentityTest {
    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir private Path directory;

    @ParameterizedTest
    @CsvSource({"RSA, 2048, TLSv1.2", "RSA, 2048, TLSv1.3", "EC, 256, TLSv1.2", "EC, 256, TLSv1.3"})
    void eitherKindOfKeyIsShown(String algorithm, int bits, String version) throws Exception {
        KeyStore store = made(algorithm, bits);
        X509Certificate certificate = (X509Certificate) store.getCertificate("server");
        ServerIdentity identity =
                new ServerIdentity(
                        List.of(certificate), (PrivateKey) store.getKey("server", PASSWORD));
        try (HttpsListener listener =
                        HttpsListener.start(
                                _ -> CompletableFuture.completedFuture(empty()),
                                (_, _, _, _) -> CompletableFuture.completedFuture(empty()),
                                identity,
                                HttpLimits.standard(),
                                new ListenerPlace(
                                        "127.0.0.1",
                                        Ports.free(),
                                        "example.test",
                                        Optional::empty));
                SSLSocket socket =
                        (SSLSocket)
                                trusting(certificate)
                                        .getSocketFactory()
                                        .createSocket("localhost", listener.port())) {
            socket.setEnabledProtocols(new String[] {version});
            socket.startHandshake();
            assertThat(socket.getSession().getProtocol()).isEqualTo(version);
            assertThat(socket.getSession().getPeerCertificates()).containsExactly(certificate);
        }
    }

    private static ApiResponse empty() {
        return ApiResponse.json(200, new byte[0]);
    }

    /// By keytool, which is in every JDK.
    private KeyStore made(String algorithm, int bits) throws Exception {
        Path file = directory.resolve("identity.p12");
        Process keytool =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "keytool")
                                        .toString(),
                                "-genkeypair",
                                "-alias",
                                "server",
                                "-keyalg",
                                algorithm,
                                "-keysize",
                                String.valueOf(bits),
                                "-dname",
                                "CN=localhost",
                                "-storepass",
                                new String(PASSWORD),
                                "-keystore",
                                file.toString())
                        .redirectErrorStream(true)
                        .start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as(said).isZero();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD);
        }
        return store;
    }

    private static SSLContext trusting(X509Certificate certificate) throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("server", certificate);
        TrustManagerFactory trust =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
