package dev.keyward.clients;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/// An identity provider of OpenID Connect as a cluster is one: over HTTPS, under a certificate of
/// its own, with the tokens that it gives to its workloads.
final class WorkloadIssuer implements AutoCloseable {
    static final String SUBJECT = "system:serviceaccount:shop:web";
    static final String AUDIENCE = "api://AzureADTokenExchange";
    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

    private final Path folder;
    private final HttpsServer server;
    private final KeyPair key;

    private WorkloadIssuer(Path folder, HttpsServer server, KeyPair key) {
        this.folder = folder;
        this.server = server;
        this.key = key;
    }

    static WorkloadIssuer start(Path folder) throws Exception {
        Openssl.serverOfLocalhost(folder);
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        HttpsServer server =
                HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls(folder)));
        WorkloadIssuer issuer = new WorkloadIssuer(folder, server, generator.generateKeyPair());
        server.createContext("/", issuer::answer);
        server.start();
        return issuer;
    }

    private static SSLContext tls(Path folder) throws IOException, GeneralSecurityException {
        char[] password = "changeit".toCharArray();
        Certificate certificate =
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(
                                new ByteArrayInputStream(
                                        Files.readAllBytes(folder.resolve("server.pem"))));
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry(
                "server",
                KeyFactory.getInstance("EC")
                        .generatePrivate(
                                new PKCS8EncodedKeySpec(
                                        Base64.getMimeDecoder()
                                                .decode(
                                                        Files.readString(
                                                                        folder.resolve(
                                                                                "server.key"))
                                                                .replaceAll(
                                                                        "-----[A-Z ]+-----", "")))),
                password,
                new Certificate[] {certificate});
        KeyManagerFactory keys =
                KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, password);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    private void answer(HttpExchange exchange) throws IOException {
        RSAPublicKey published = (RSAPublicKey) key.getPublic();
        String body =
                exchange.getRequestURI().getPath().equals("/.well-known/openid-configuration")
                        ? "{\"issuer\":\"%s\",\"jwks_uri\":\"%s/keys\"}".formatted(url(), url())
                        : "{\"keys\":[{\"kty\":\"RSA\",\"use\":\"sig\",\"kid\":\"k1\",\"n\":\"%s\",\"e\":\"%s\"}]}"
                                .formatted(
                                        BASE64URL.encodeToString(
                                                published.getModulus().toByteArray()),
                                        BASE64URL.encodeToString(
                                                published.getPublicExponent().toByteArray()));
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    String url() {
        return "https://localhost:" + server.getAddress().getPort();
    }

    /// By which a server may ask it for its keys.
    Path settings() throws IOException {
        return Files.writeString(
                folder.resolve("issuer.properties"),
                "outside.hosts=localhost:"
                        + server.getAddress().getPort()
                        + "\noutside.authorities="
                        + folder.resolve("server.pem")
                        + "\n");
    }

    /// A token of a workload, for an hour.
    String token() throws GeneralSecurityException {
        long now = Instant.now().getEpochSecond();
        String signed =
                encoded("{\"alg\":\"RS256\",\"kid\":\"k1\"}")
                        + "."
                        + encoded(
                                "{\"iss\":\"%s\",\"sub\":\"%s\",\"aud\":[\"%s\"],\"iat\":%d,\"exp\":%d}"
                                        .formatted(url(), SUBJECT, AUDIENCE, now, now + 3600));
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(key.getPrivate());
        signature.update(signed.getBytes(StandardCharsets.US_ASCII));
        return signed + "." + BASE64URL.encodeToString(signature.sign());
    }

    private static String encoded(String json) {
        return BASE64URL.encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
