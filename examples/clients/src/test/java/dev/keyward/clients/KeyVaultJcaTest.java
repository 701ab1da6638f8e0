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
import com.azure.security.keyvault.secrets.SecretClient;
import com.azure.security.keyvault.secrets.SecretClientBuilder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.Security;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
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
final class KeyVaultJcaTest {
    private static final Duration POLL = Duration.ofMillis(50);
    private static final KeyVaultJcaProvider PROVIDER = new KeyVaultJcaProvider();

    @Test
    void handshakesAreSignedInTheVault(@TempDir Path folder) throws Exception {
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
            SecretClient secrets =
                    new SecretClientBuilder()
                            .vaultUrl(server.get("AZURE_KEYVAULT_URL"))
                            .credential(server.credential())
                            .buildClient();
            Map<String, byte[]> made = new TreeMap<>();
            for (CertificateKeyType type : List.of(CertificateKeyType.RSA, CertificateKeyType.EC)) {
                String name = "web-" + type.toString().toLowerCase(Locale.ROOT);
                made.put(name, create(certificates, name, type));
                holdsNoKey(secrets.getSecret(name).getValue());
            }
            KeyStore store = store(server);
            for (var each : made.entrySet()) {
                SSLContext serving = serving(store, each.getKey());
                SSLContext calling = trusting(each.getValue());
                for (String protocol : List.of("TLSv1.3", "TLSv1.2")) {
                    assertThat(exchange(serving, calling, protocol))
                            .as(each.getKey())
                            .isEqualTo("HELLO over " + protocol);
                }
                // Without the key in the vault nothing is left to sign with.
                certificates
                        .beginDeleteCertificate(each.getKey())
                        .setPollInterval(POLL)
                        .waitForCompletion();
                assertThatThrownBy(() -> exchange(serving, calling, "TLSv1.3"))
                        .isInstanceOf(SSLException.class);
            }
            // Nothing that gives a private key away: the secrets hold certificates alone.
            assertThat(ObservedCalls.read(server))
                    .filteredOn(line -> line.contains("keyvault-jca"))
                    .extracting(line -> line.substring(0, line.indexOf('\t')))
                    .containsOnly("CertificateList", "CertificateGet", "SecretGet", "KeySign");
        }
    }

    private static byte[] create(
            CertificateClient certificates, String name, CertificateKeyType type) {
        CertificatePolicy policy =
                new CertificatePolicy(
                                "Self",
                                "CN=localhost",
                                new SubjectAlternativeNames().setDnsNames(List.of("localhost")))
                        .setKeyType(type)
                        .setExportable(false)
                        .setKeyUsage(CertificateKeyUsage.DIGITAL_SIGNATURE)
                        .setEnhancedKeyUsage(List.of("1.3.6.1.5.5.7.3.1"));
        return certificates
                .beginCreateCertificate(name, policy)
                .setPollInterval(POLL)
                .getFinalResult()
                .getCer();
    }

    private static void holdsNoKey(String pfx) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(new ByteArrayInputStream(Base64.getDecoder().decode(pfx)), new char[0]);
        for (String alias : Collections.list(store.aliases())) {
            assertThat(store.isKeyEntry(alias)).isFalse();
        }
    }

    private static KeyStore store(DevServer server) throws Exception {
        Security.addProvider(PROVIDER);
        KeyStore store = KeyStore.getInstance("AzureKeyVault", PROVIDER);
        store.load(
                new KeyVaultLoadStoreParameter(
                        server.get("AZURE_KEYVAULT_URL"),
                        server.get("AZURE_TENANT_ID"),
                        server.get("AZURE_CLIENT_ID"),
                        server.get("AZURE_CLIENT_SECRET")));
        return store;
    }

    /// As an application sets the provider up: its own key manager, with the alias told as a web
    /// server's settings tell it, for the provider's doesn't choose one by itself.
    private static SSLContext serving(KeyStore store, String alias) throws Exception {
        assertThat(store.containsAlias(alias)).isTrue();
        // A stand-in for a key: what it would hold is zeros, if it says anything.
        byte @Nullable [] encoded = store.getKey(alias, null).getEncoded();
        assertThat(encoded == null ? new byte[1] : encoded).containsOnly(0);
        KeyManagerFactory keys = KeyManagerFactory.getInstance("SunX509", PROVIDER);
        keys.init(store, new char[0]);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(
                new KeyManager[] {
                    new NamedKey(alias, (X509ExtendedKeyManager) keys.getKeyManagers()[0])
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
