package dev.keyward.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keyward.testing.Markers;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.ECGenParameterSpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Unique markers go in as secret values, tags, passwords, private keys, tokens and malformed
/// bodies; then everything the product wrote or shows is searched for them in every form they could
/// have (security.md, section 11.1).
final class CanaryTest {
    private static final Base64.Encoder URL = Base64.getUrlEncoder().withoutPadding();

    private final Markers markers = new Markers();
    private final List<String> texts = new ArrayList<>();

    @Test
    void aMarkerIsFoundInEveryForm() throws Exception {
        RSAPrivateCrtKey rsa = rsa();
        byte[] d = rsa.getPrivateExponent().toByteArray();
        for (byte[] form :
                List.of(
                        rsa.getEncoded(),
                        ascii(Base64.getMimeEncoder().encodeToString(rsa.getEncoded())),
                        ascii("x" + URL.encodeToString(d)),
                        ascii(java.util.HexFormat.of().formatHex(d)),
                        ascii(rsa.getPrivateExponent().toString()),
                        ascii(java.util.Arrays.toString(d)))) {
            assertThat(markers.in("here", form)).isNotEmpty();
        }
        markers.text("value", "canary of some length");
        assertThat(markers.in("here", ascii("{\"value\":\"canary of some length\"}"))).hasSize(1);
        assertThat(markers.in("here", new byte[100])).isEmpty();
    }

    @Test
    @Tag("security:S-01")
    @Tag("security:S-09")
    @Tag("security:S-10")
    void noMarkerIsFoundAnywhere(@TempDir Path folder, @TempDir Path outside) throws Exception {
        Map<String, String> words = new LinkedHashMap<>();
        for (String kind :
                List.of("value", "tag", "contenttype", "password", "wrong", "malformed")) {
            words.put(kind, "canary" + kind + UUID.randomUUID().toString().replace("-", ""));
        }
        words.forEach(markers::text);
        try (DevServer server = DevServer.start()) {
            server.trustIt();
            markers.text("client secret", server.get("AZURE_CLIENT_SECRET"));
            Path keyFile = outside.resolve("key.pem");
            Files.writeString(keyFile, pem(rsa()));
            inTheShell(server, folder, words, keyFile);
            HttpClient http = HttpClient.newHttpClient();
            String token = token(http, server);
            importKeys(http, server, token);
            malformed(http, server, Objects.requireNonNull(words.get("malformed")));
            texts.add(String.join("\n", server.output()));
            texts.add(Files.readString(Path.of("/proc/" + server.pid() + "/cmdline")));
            server.handle().descendants().forEach(child -> texts.add(cmdline(child.pid())));
            // The markers lie in the environment of the shell that ended, never in the server's.
            texts.add(Files.readString(Path.of("/proc/" + server.pid() + "/environ")));
            Set<String> found = new LinkedHashSet<>();
            for (int i = 0; i < texts.size(); i++) {
                found.addAll(
                        markers.in("text " + i, texts.get(i).getBytes(StandardCharsets.UTF_8)));
            }
            // The database, its write-ahead log and the audit trail, while they are open. The file
            // whose purpose is to hold the credential is left out.
            Path credentials = server.folder().resolve("dev.env");
            assertThat(markers.in("dev.env", Files.readAllBytes(credentials))).isNotEmpty();
            assertThat(server.home()).isNotEmptyDirectory();
            for (Path place : List.of(server.home(), server.folder(), folder)) {
                found.addAll(markers.below(place, credentials));
            }
            assertThat(found).isEmpty();
        }
    }

    private void inTheShell(DevServer server, Path folder, Map<String, String> words, Path keyFile)
            throws Exception {
        Shell shell = Shell.remote(folder, server);
        Map<String, String> environment = new TreeMap<>(shell.environment());
        words.forEach((k, v) -> environment.put("M_" + k.toUpperCase(Locale.ROOT), v));
        environment.put("M_KEYFILE", keyFile.toString());
        Commands run =
                new Shell(folder, environment)
                        .command(
                                Shell.SIGN_IN
                                        + """
                                        $v = ConvertTo-SecureString $env:M_VALUE -AsPlainText -Force
                                        $s = Set-Secret -VaultName dev -Name canary -SecretValue $v -ContentType $env:M_CONTENTTYPE -Tag @{ t = $env:M_TAG }
                                        Get-Secret -VaultName dev -Name canary | Out-Null
                                        $back = Get-Secret -VaultName dev -Name canary -AsPlainText
                                        "same: $($back -eq $env:M_VALUE)"
                                        $app = New-AzADApplication -DisplayName canary -Password $env:M_PASSWORD
                                        $sp = New-AzADServicePrincipal -ApplicationId $app.ApplicationId
                                        $key = Add-Key -VaultName dev -Name canary -Destination Software
                                        $brought = Add-Key -VaultName dev -Name brought -KeyFilePath $env:M_KEYFILE
                                        $brought
                                        "brought: $($brought.Name)"
                                        try { Add-Key -VaultName 'no_such' -Name brought -KeyFilePath $env:M_KEYFILE -ErrorAction Stop } catch { "$_" }
                                        try { Set-Secret -VaultName 'no_such' -Name x -SecretValue $v -ErrorAction Stop } catch { "$_" }
                                        try { Set-Secret -VaultName dev -Name ('n' * 200) -SecretValue $v -ErrorAction Stop } catch { "$_" }
                                        $wrong = New-Object PSCredential $app.ApplicationId, (ConvertTo-SecureString $env:M_WRONG -AsPlainText -Force)
                                        try { Login-AzureRmAccount -EnvironmentName server -ServicePrincipal -Credential $wrong -TenantId $env:AZURE_TENANT_ID -ErrorAction Stop } catch { "$_" }
                                        """);
        assertThat(run.out()).as(run.error()).contains("same: True").contains("brought: brought");
        texts.add(run.out());
        texts.add(run.error());
    }

    private static String cmdline(long pid) {
        try {
            return Files.readString(Path.of("/proc/" + pid + "/cmdline"));
        } catch (IOException e) {
            return "";
        }
    }

    /// An RSA key whose every private number is a marker.
    private RSAPrivateCrtKey rsa() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        RSAPrivateCrtKey key = (RSAPrivateCrtKey) generator.generateKeyPair().getPrivate();
        markers.number("RSA d", key.getPrivateExponent(), 256);
        markers.number("RSA p", key.getPrimeP(), 128);
        markers.number("RSA q", key.getPrimeQ(), 128);
        markers.number("RSA dp", key.getPrimeExponentP(), 128);
        markers.number("RSA dq", key.getPrimeExponentQ(), 128);
        markers.number("RSA qi", key.getCrtCoefficient(), 128);
        return key;
    }

    private static String pem(RSAPrivateCrtKey key) {
        return "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder(64, ascii("\n")).encodeToString(key.getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
    }

    private String token(HttpClient http, DevServer server) throws Exception {
        String form =
                "grant_type=client_credentials&client_id="
                        + server.get("AZURE_CLIENT_ID")
                        + "&client_secret="
                        + URLEncoder.encode(
                                server.get("AZURE_CLIENT_SECRET"), StandardCharsets.UTF_8)
                        + "&scope="
                        + URLEncoder.encode(
                                "https://vault.local.keyward.localhost:"
                                        + URI.create(server.get("AZURE_KEYVAULT_URL")).getPort()
                                        + "/.default",
                                StandardCharsets.UTF_8);
        HttpResponse<String> answer =
                http.send(
                        HttpRequest.newBuilder(
                                        URI.create(
                                                server.get("AZURE_AUTHORITY_HOST")
                                                        + "/"
                                                        + server.get("AZURE_TENANT_ID")
                                                        + "/oauth2/v2.0/token"))
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(HttpRequest.BodyPublishers.ofString(form))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        String token = new ObjectMapper().readTree(answer.body()).get("access_token").asText();
        // The claims hold names that stand elsewhere too; the signature is this token's alone.
        String signature = token.substring(token.lastIndexOf('.') + 1);
        markers.text("token signature", signature);
        markers.bytes("token signature bytes", Base64.getUrlDecoder().decode(signature));
        return token;
    }

    /// Good and bad imports over the wire, where the parts of the key stand in the body.
    private void importKeys(HttpClient http, DevServer server, String token) throws Exception {
        RSAPrivateCrtKey rsa = rsa();
        String rsaParts =
                String.format(
                        "\"n\":\"%s\",\"e\":\"AQAB\",\"d\":\"%s\",\"p\":\"%s\",\"q\":\"%s\","
                                + "\"dp\":\"%s\",\"dq\":\"%s\",\"qi\":\"%s\"",
                        url(rsa.getModulus(), 256),
                        url(rsa.getPrivateExponent(), 256),
                        url(rsa.getPrimeP(), 128),
                        url(rsa.getPrimeQ(), 128),
                        url(rsa.getPrimeExponentP(), 128),
                        url(rsa.getPrimeExponentQ(), 128),
                        url(rsa.getCrtCoefficient(), 128));
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        var pair = generator.generateKeyPair();
        BigInteger d = ((ECPrivateKey) pair.getPrivate()).getS();
        markers.number("EC d", d, 32);
        var point = ((ECPublicKey) pair.getPublic()).getW();
        String ecParts =
                String.format(
                        "\"crv\":\"P-256\",\"x\":\"%s\",\"y\":\"%s\",\"d\":\"%s\"",
                        url(point.getAffineX(), 32), url(point.getAffineY(), 32), url(d, 32));
        byte[] k = new byte[32];
        new SecureRandom().nextBytes(k);
        markers.bytes("oct k", k);
        String octParts = "\"k\":\"" + URL.encodeToString(k) + "\"";
        assertThat(put(http, server, token, "rsa", jwk("RSA", rsaParts))).isEqualTo(200);
        assertThat(put(http, server, token, "ec", jwk("EC", ecParts))).isEqualTo(200);
        // A vault that isn't an HSM has no use for it; it must not be told of either.
        put(http, server, token, "oct", jwk("oct", octParts));
        for (String bad :
                List.of(
                        jwk("EC", rsaParts),
                        jwk("RSA", ecParts),
                        jwk("RSA", rsaParts.replace("AQAB", "AQ")),
                        jwk("RSA", rsaParts + "," + rsaParts),
                        jwk("EC", ecParts.replace("P-256", "P-384")),
                        jwk("RSA", rsaParts).replace("}}", ""),
                        "{\"key\":" + rsaParts,
                        rsaParts,
                        octParts)) {
            assertThat(put(http, server, token, "bad", bad)).isBetween(400, 499);
        }
        assertThat(put(http, server, token + "x", "rsa", jwk("RSA", rsaParts))).isEqualTo(401);
        assertThat(put(http, server, "x." + token, "rsa", jwk("RSA", rsaParts))).isEqualTo(401);
    }

    private static String jwk(String kty, String parts) {
        return "{\"key\":{\"kty\":\"" + kty + "\"," + parts + "}}";
    }

    private int put(HttpClient http, DevServer server, String token, String name, String body)
            throws Exception {
        HttpResponse<String> answer =
                http.send(
                        HttpRequest.newBuilder(
                                        URI.create(
                                                server.get("AZURE_KEYVAULT_URL")
                                                        + "/keys/"
                                                        + name
                                                        + "?api-version=7.4"))
                                .header("Authorization", "Bearer " + token)
                                .header("Content-Type", "application/json")
                                .PUT(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        texts.add(answer.body());
        texts.add(answer.headers().toString());
        return answer.statusCode();
    }

    private void malformed(HttpClient http, DevServer server, String marker) throws Exception {
        for (String body :
                List.of(
                        "{\"value\":\"" + marker,
                        "{\"value\":{\"" + marker + "\":1}}",
                        marker,
                        "{\"" + marker + "\":\"" + marker + "\",}")) {
            HttpResponse<String> answer =
                    http.send(
                            HttpRequest.newBuilder(
                                            URI.create(
                                                    server.get("AZURE_KEYVAULT_URL")
                                                            + "/secrets/x?api-version=7.4"))
                                    .header("Authorization", "Bearer " + marker)
                                    .PUT(HttpRequest.BodyPublishers.ofString(body))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isBetween(400, 499);
            texts.add(answer.body());
            texts.add(answer.headers().toString());
        }
    }

    /// As a JWK has it: big-endian, of the full length.
    private static String url(BigInteger number, int length) {
        byte[] bytes = number.toByteArray();
        byte[] exact = new byte[length];
        int from = Math.max(0, bytes.length - length);
        System.arraycopy(bytes, from, exact, length - (bytes.length - from), bytes.length - from);
        return URL.encodeToString(exact);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
