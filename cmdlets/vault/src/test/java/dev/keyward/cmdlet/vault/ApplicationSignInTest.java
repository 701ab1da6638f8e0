package dev.keyward.cmdlet.vault;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.keyward.client.rest.AccessToken;
import dev.keyward.client.rest.Rest;
import dev.keyward.cmdlet.vault.connection.Connection;
import dev.keyward.cmdlet.vault.signin.ClientCertificate;
import dev.keyward.model.SecretAccess;
import dev.keyward.model.SecretBytes;
import dev.keyward.wire.JsonReader;
import dev.keyward.wire.WireBody;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Applications sign in with a certificate, and tokens got elsewhere are taken.
class ApplicationSignInTest {
    private static final String MAKE =
            """
            $policy = New-CertificatePolicy Self 'CN=client' POLICY
            $null = Add-Certificate demo client -CertificatePolicy $policy
            ready client
            $app = New-AzADApplication -DisplayName client
            $sp = New-AzADServicePrincipal -ApplicationId $app.AppId
            $null = Set-AccessPolicy demo -ServicePrincipalName $app.AppId -PermissionsToSecrets get
            $tenant = (Get-AzContext).Tenant.Id
            $null = Set-Secret demo word (ConvertTo-SecureString 'here' -AsPlainText -Force)
            """;

    private static final String OPENS =
            """
            (Get-AzContext).Account.Type
            Get-Secret demo word -AsPlainText
            """;

    @TempDir Path folder;

    private CertificateShell shell;

    @BeforeEach
    void open() {
        shell = new CertificateShell(folder);
    }

    @AfterEach
    void close() {
        shell.close();
    }

    /// Makes an application and registers the certificate for it, both by the local administrator.
    private void register(String policy) throws Exception {
        assertThat(shell.run(MAKE.replace("POLICY", policy))).isEmpty();
        String value = shell.run("(Get-Secret demo client -AsPlainText)");
        String certificate =
                shell.run(
                        "[Convert]::ToBase64String((Get-Certificate demo"
                                + " client).Certificate.RawData)");
        String id = shell.run("$app.Id");
        Connection administrator = shell.connections().localConnection();
        Rest graph = administrator.signedIn().rest(administrator.environment().graphAudience());
        graph.send(
                "POST",
                URI.create(
                        administrator.environment().graph()
                                + "/v1.0/applications/"
                                + id
                                + "/addKey"),
                (WireBody)
                        out ->
                                out.object(
                                        "keyCredential",
                                        key -> {
                                            key.text("type", "AsymmetricX509Cert");
                                            key.text("usage", "Verify");
                                            key.text("key", certificate);
                                        }));
        if (value.startsWith("-----")) {
            Files.writeString(folder.resolve("client.pem"), value);
        } else {
            Files.write(folder.resolve("client.pfx"), Base64.getDecoder().decode(value));
        }
    }

    private String signIn(String how) {
        return shell.run(
                "$null = Connect-AzAccount -ServicePrincipal -ApplicationId $app.AppId -Tenant"
                        + " $tenant -Environment Keyward "
                        + how
                        + "\n"
                        + OPENS);
    }

    @Test
    void withAPemFile() throws Exception {
        register("-SecretContentType application/x-pem-file");
        assertThat(signIn("-CertificatePath client.pem")).isEqualTo("ServicePrincipal\nhere");
        // What it may not, it is told by the name of the right, and that is no ended sign-in.
        assertThat(
                        shell.run(
                                "Set-AzKeyVaultSecret demo word (ConvertTo-SecureString 'x'"
                                        + " -AsPlainText -Force)"))
                .contains("Forbidden", "secrets set permission")
                .doesNotContain("Connect-");
    }

    @Test
    void withAPemFileOfAKeyOfTheCurve() throws Exception {
        register("-SecretContentType application/x-pem-file -KeyType EC -Curve P-256");
        assertThat(signIn("-CertificatePath client.pem -SendCertificateChain"))
                .isEqualTo("ServicePrincipal\nhere");
    }

    @Test
    void withAPfxFileAndItsPassword() throws Exception {
        register("");
        assertThat(signIn("-CertificatePath client.pfx")).isEqualTo("ServicePrincipal\nhere");
        protect("open sesame");
        assertThat(
                        signIn(
                                "-CertificatePath own.pfx -CertificatePassword"
                                        + " (ConvertTo-SecureString 'open sesame' -AsPlainText"
                                        + " -Force)"))
                .isEqualTo("ServicePrincipal\nhere");
        shell.run("$wrong = ConvertTo-SecureString 'close sesame' -AsPlainText -Force");
        assertThat(signIn("-CertificatePath own.pfx -CertificatePassword $wrong"))
                .contains("own.pfx': password must be the one the key file was encrypted with")
                .doesNotContain("sesame");
        assertThat(signIn("-CertificatePath none.pfx")).contains("Cannot find certificate file");
        Files.writeString(folder.resolve("no.pem"), "-----BEGIN CERTIFICATE-----\n");
        assertThat(signIn("-CertificatePath no.pem")).contains("no.pem': key file must be");
    }

    private void protect(String password) throws Exception {
        KeyStore plain = KeyStore.getInstance("PKCS12");
        plain.load(
                new ByteArrayInputStream(Files.readAllBytes(folder.resolve("client.pfx"))),
                new char[0]);
        String alias = plain.aliases().nextElement();
        Key key = plain.getKey(alias, new char[0]);
        Certificate[] chain = plain.getCertificateChain(alias);
        KeyStore own = KeyStore.getInstance("PKCS12");
        own.load(null, null);
        own.setKeyEntry(alias, key, password.toCharArray(), chain);
        try (OutputStream out = Files.newOutputStream(folder.resolve("own.pfx"))) {
            own.store(out, password.toCharArray());
        }
    }

    @Test
    void byTheThumbprintOfACertificateInTheStoreOfDotNet() throws Exception {
        register("");
        String thumbprint = shell.run("(Get-Certificate demo client).Thumbprint").strip();
        String missing =
                shell.run("$env:HOME = \"$PWD\"\n")
                        + signIn("-CertificateThumbprint " + thumbprint);
        Path store = folder.resolve(".dotnet/corefx/cryptography/x509stores/my");
        assertThat(missing)
                .contains("with thumbprint " + thumbprint)
                .contains("looked for in '" + store + "'");
        Files.createDirectories(store);
        Files.copy(folder.resolve("client.pfx"), store.resolve(thumbprint + ".pfx"));
        // As it is copied from elsewhere.
        String spaced = thumbprint.toLowerCase(java.util.Locale.ROOT).replaceAll("..(?!$)", "$0:");
        assertThat(signIn("-CertificateThumbprint '" + spaced + "'"))
                .isEqualTo("ServicePrincipal\nhere");
        assertThat(signIn("-CertificateThumbprint 12AB")).contains("40 hexadecimal digits");
        String other = "0".repeat(40);
        Files.copy(folder.resolve("client.pfx"), store.resolve(other + ".pfx"));
        assertThat(signIn("-CertificateThumbprint " + other))
                .contains("holds the certificate " + thumbprint);
    }

    @Test
    void theChainGoesAlongWhereThatIsAskedFor() throws Exception {
        register("");
        ClientCertificate certificate =
                ClientCertificate.read(
                        SecretBytes.adopt(Files.readAllBytes(folder.resolve("client.pfx"))),
                        null,
                        new SecureRandom());
        assertThat(header(certificate, ClientCertificate.Shown.ALONE)).doesNotContain("x5c");
        String header = header(certificate, ClientCertificate.Shown.WITH_CHAIN);
        List<String> chain =
                JsonReader.parse(
                        header.getBytes(StandardCharsets.UTF_8), ApplicationSignInTest::x5c);
        X509Certificate leaf =
                (X509Certificate)
                        java.security.cert.CertificateFactory.getInstance("X.509")
                                .generateCertificate(
                                        new ByteArrayInputStream(
                                                Base64.getDecoder().decode(chain.getFirst())));
        assertThat(
                        HexFormat.of()
                                .withUpperCase()
                                .formatHex(
                                        java.security.MessageDigest.getInstance("SHA-1")
                                                .digest(leaf.getEncoded())))
                .isEqualTo(certificate.thumbprint());
    }

    private static List<String> x5c(JsonReader in) {
        List<String> chain = List.of();
        while (in.next()) {
            if (in.member().equals("x5c")) {
                chain = in.texts();
            } else {
                in.skip();
            }
        }
        return chain;
    }

    private static String header(ClientCertificate certificate, ClientCertificate.Shown shown) {
        String assertion =
                certificate
                        .assertion(
                                "client",
                                URI.create("https://login.example.org/t/oauth2/token"),
                                shown,
                                Instant.parse("2026-11-24T12:00:00Z"))
                        .toUtf8(SecretAccess.request());
        return new String(
                Base64.getUrlDecoder().decode(assertion.substring(0, assertion.indexOf('.'))),
                StandardCharsets.UTF_8);
    }

    @Test
    void tokensOfElsewhereAreTakenUntilTheyAreRefused() {
        assertThat(
                        shell.run(
                                """
                                $null = Set-Secret demo word (ConvertTo-SecureString 'here' -AsPlainText -Force)
                                $arm = (Get-AccessToken -AsSecureString:$false).Token
                                $vault = (Get-AccessToken -ResourceTypeName KeyVault -AsSecureString:$false).Token
                                $graph = (Get-AccessToken -ResourceTypeName AadGraph -AsSecureString:$false).Token
                                $null = Connect-AzAccount -AccessToken $arm -AccountId me@example.org -Environment Keyward
                                (Get-AzContext).Account.Id
                                (Get-AzContext).Account.Type
                                (Get-Vault demo).VaultName
                                Get-AzKeyVaultSecret demo word -AsPlainText
                                Get-Secret demo word -AsPlainText
                                """))
                .startsWith("me@example.org\nAccessToken\ndemo\n")
                .contains(
                        "Your Azure credentials have not been set up or have expired, please run"
                                + " Connect-AzAccount to set up your Azure credentials")
                .contains("The sign-in has ended. Run Connect-Server (or Connect-Account) again")
                .contains("Cannot retrieve access token for resource 'https://vault.local")
                .doesNotContain("here");
        assertThat(
                        shell.run(
                                """
                                $null = Connect-AzAccount -AccessToken $arm -KeyVaultAccessToken $vault -GraphAccessToken $graph -AccountId me@example.org -Environment Keyward
                                Get-AzKeyVaultSecret demo word -AsPlainText
                                @(Get-AzADApplication).Count
                                $null = Connect-AzAccount -AccessToken $arm -KeyVaultAccessToken not-a-token -MicrosoftGraphAccessToken $graph -AccountId me@example.org -Environment Keyward
                                @(Get-AzADApplication).Count
                                Get-AzureKeyVaultSecret demo word
                                """))
                .startsWith("here\n0\n0\n")
                .contains("please run Connect-AzureRmAccount")
                .doesNotContain("not-a-token");
    }

    /// The endpoint gives real tokens, of whoever the machine is.
    @Test
    void asAnIdentityOfThisMachine() throws Exception {
        List<String> asked = new CopyOnWriteArrayList<>();
        HttpServer machine =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        machine.createContext("/", exchange -> identity(exchange, asked));
        machine.start();
        try {
            assertThat(
                            shell.run(
                                    """
                                    $null = Set-Secret demo word (ConvertTo-SecureString 'here' -AsPlainText -Force)
                                    $env:IDENTITY_ENDPOINT = 'http://127.0.0.1:%d/token'
                                    $env:IDENTITY_HEADER = 'of this workload'
                                    $null = Connect-AzAccount -Identity -Environment Keyward
                                    (Get-AzContext).Account.Id
                                    (Get-AzContext).Account.Type
                                    Get-Secret demo word -AsPlainText
                                    $null = Connect-AzAccount -MSI -AccountId 0f000000-0000-4000-8000-00000000000a -Environment Keyward
                                    (Get-AzContext).Account.Id
                                    $env:IDENTITY_ENDPOINT = 'nowhere'
                                    Connect-AzAccount -Identity -Environment Keyward
                                    """
                                            .formatted(machine.getAddress().getPort())))
                    .startsWith(
                            "MSI@50342\n"
                                    + "ManagedService\n"
                                    + "here\n"
                                    + "0f000000-0000-4000-8000-00000000000a\n")
                    .contains("IDENTITY_ENDPOINT")
                    .contains("is no http or https address");
        } finally {
            machine.stop(0);
        }
        assertThat(asked)
                .allMatch(it -> it.startsWith("of this workload ") && it.contains("2019-08-01"))
                .anyMatch(it -> it.contains("client_id=0f000000"))
                .anyMatch(it -> !it.contains("client_id"));
    }

    private void identity(HttpExchange exchange, List<String> asked) throws IOException {
        String query = exchange.getRequestURI().getRawQuery();
        asked.add(exchange.getRequestHeaders().getFirst("X-IDENTITY-HEADER") + " " + query);
        String resource =
                URLDecoder.decode(
                        query.replaceAll(".*resource=([^&]*).*", "$1"), StandardCharsets.UTF_8);
        AccessToken token =
                shell.connections().localConnection().signedIn().tokens().token(resource);
        byte[] body =
                "{\"access_token\":\"%s\",\"expires_on\":\"%d\",\"token_type\":\"Bearer\"}"
                        .formatted(
                                token.text(SecretAccess.request()),
                                token.expires().getEpochSecond())
                        .getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
