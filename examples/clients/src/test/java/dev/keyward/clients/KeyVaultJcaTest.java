package dev.keyward.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.security.keyvault.certificates.CertificateClient;
import com.azure.security.keyvault.certificates.CertificateClientBuilder;
import com.azure.security.keyvault.certificates.models.CertificateKeyType;
import com.azure.security.keyvault.certificates.models.CertificateKeyUsage;
import com.azure.security.keyvault.certificates.models.CertificatePolicy;
import com.azure.security.keyvault.certificates.models.SubjectAlternativeNames;
import com.azure.security.keyvault.jca.KeyVaultJcaProvider;
import com.azure.security.keyvault.jca.KeyVaultLoadStoreParameter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.Security;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A TLS server of the JDK whose certificate is in a vault and whose key never leaves it: the
/// unmodified Key Vault provider for JCA asks the vault to sign in every handshake.
///
/// One method, since the names a JVM resolves are read once.
final class KeyVaultJcaTest {
    private static final Duration POLL = Duration.ofMillis(50);

    @Test
    void handshakesAreSignedInTheVault(@TempDir Path folder) throws Exception {
        Path hosts = folder.resolve("hosts");
        Files.writeString(
                hosts,
                "127.0.0.1 localhost "
                        + DevServer.OWN_VAULT
                        + "."
                        + DevServer.DOMAIN
                        + " login."
                        + DevServer.DOMAIN
                        + "\n");
        System.setProperty("jdk.net.hosts.file", hosts.toString());
        try (DevServer server = DevServer.startToKeep()) {
            server.trustIt();
            // The provider trusts what stands in the key store of the JVM's properties, if any.
            System.setProperty(
                    "javax.net.ssl.keyStore", System.getProperty("javax.net.ssl.trustStore"));
            System.setProperty(
                    "javax.net.ssl.keyStorePassword",
                    System.getProperty("javax.net.ssl.trustStorePassword"));
            NamedVault.make(server, folder);
            CertificateClient certificates =
                    new CertificateClientBuilder()
                            .vaultUrl(server.get("AZURE_KEYVAULT_URL"))
                            .credential(server.credential())
                            .buildClient();
            byte[] certificate =
                    certificates
                            .beginCreateCertificate(
                                    "web",
                                    new CertificatePolicy(
                                                    "Self",
                                                    "CN=localhost",
                                                    new SubjectAlternativeNames()
                                                            .setDnsNames(List.of("localhost")))
                                            .setKeyType(CertificateKeyType.RSA)
                                            .setKeySize(2048)
                                            .setExportable(false)
                                            .setKeyUsage(CertificateKeyUsage.DIGITAL_SIGNATURE)
                                            .setEnhancedKeyUsage(List.of("1.3.6.1.5.5.7.3.1")))
                            .setPollInterval(POLL)
                            .getFinalResult()
                            .getCer();
            SSLContext serving = serving(server);
            for (String protocol : List.of("TLSv1.3", "TLSv1.2")) {
                assertThat(exchange(serving, trusting(certificate), protocol))
                        .isEqualTo("HELLO over " + protocol);
            }
            // Without the key in the vault nothing is left to sign with.
            certificates.beginDeleteCertificate("web").setPollInterval(POLL).waitForCompletion();
            assertThatThrownBy(() -> exchange(serving, trusting(certificate), "TLSv1.3"))
                    .isInstanceOf(SSLException.class);
        }
    }

    /// As an application sets the provider up: its own key manager, with the alias told as a web
    /// server's settings tell it, for the provider's doesn't choose one by itself.
    private static SSLContext serving(DevServer server) throws Exception {
        KeyVaultJcaProvider provider = new KeyVaultJcaProvider();
        Security.addProvider(provider);
        KeyStore store = KeyStore.getInstance("AzureKeyVault", provider);
        store.load(
                new KeyVaultLoadStoreParameter(
                        server.get("AZURE_KEYVAULT_URL"),
                        server.get("AZURE_TENANT_ID"),
                        server.get("AZURE_CLIENT_ID"),
                        server.get("AZURE_CLIENT_SECRET")));
        assertThat(store.containsAlias("web")).isTrue();
        // A stand-in for a key: what it would hold is zeros.
        assertThat(store.getKey("web", null).getEncoded()).containsOnly(0);
        KeyManagerFactory keys = KeyManagerFactory.getInstance("SunX509", provider);
        keys.init(store, new char[0]);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(
                new KeyManager[] {
                    new NamedKey("web", (X509ExtendedKeyManager) keys.getKeyManagers()[0])
                },
                null,
                null);
        return context;
    }

    private static final class NamedKey extends X509ExtendedKeyManager {
        private final String alias;
        private final X509ExtendedKeyManager provided;

        NamedKey(String alias, X509ExtendedKeyManager provided) {
            this.alias = alias;
            this.provided = provided;
        }

        @Override
        public String chooseServerAlias(
                String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
            return alias;
        }

        @Override
        public String[] getServerAliases(String keyType, Principal @Nullable [] issuers) {
            return new String[] {alias};
        }

        @Override
        public @Nullable String chooseClientAlias(
                String[] keyTypes, Principal @Nullable [] issuers, @Nullable Socket socket) {
            return null;
        }

        @Override
        public String[] getClientAliases(String keyType, Principal @Nullable [] issuers) {
            return new String[0];
        }

        @Override
        public X509Certificate[] getCertificateChain(String chosen) {
            return provided.getCertificateChain(chosen);
        }

        @Override
        public PrivateKey getPrivateKey(String chosen) {
            return provided.getPrivateKey(chosen);
        }
    }

    private static SSLContext trusting(byte[] certificate) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry(
                "web",
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(certificate)));
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    private static String exchange(SSLContext serving, SSLContext calling, String protocol)
            throws Exception {
        try (SSLServerSocket listener =
                (SSLServerSocket)
                        serving.getServerSocketFactory()
                                .createServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread answering =
                    Thread.ofPlatform()
                            .daemon()
                            .start(() -> {
                                try (SSLSocket socket = (SSLSocket) listener.accept()) {
                                    byte[] word = socket.getInputStream().readNBytes(5);
                                    socket.getOutputStream()
                                            .write(
                                                    (new String(word, StandardCharsets.US_ASCII)
                                                                            .toUpperCase(
                                                                                    Locale.ROOT)
                                                                    + " over "
                                                                    + socket.getSession()
                                                                            .getProtocol())
                                                            .getBytes(StandardCharsets.US_ASCII));
                                } catch (IOException e) {
                                    // The caller sees the same as a broken connection.
                                }
                            });
            try (SSLSocket socket =
                    (SSLSocket)
                            calling.getSocketFactory()
                                    .createSocket("localhost", listener.getLocalPort())) {
                socket.setSoTimeout(60_000);
                socket.setEnabledProtocols(new String[] {protocol});
                var parameters = socket.getSSLParameters();
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
                socket.setSSLParameters(parameters);
                socket.getOutputStream().write("hello".getBytes(StandardCharsets.US_ASCII));
                return new String(
                        socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            } finally {
                answering.join(60_000);
            }
        }
    }
}
