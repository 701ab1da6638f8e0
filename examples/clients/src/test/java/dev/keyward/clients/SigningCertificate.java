package dev.keyward.clients;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/// A key with its certificate, registered for the application of a development server.
///
/// @param application its path in the graph
/// @param pem both in one file, as clients take it
/// @param sha256 thumbprint of the certificate
record SigningCertificate(DevServer server, String application, Path pem, byte[] sha256) {
    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

    static SigningCertificate register(DevServer server, Path folder) throws Exception {
        Openssl.done(
                folder,
                "req -x509 -newkey rsa:2048 -nodes -keyout client.key -out client.crt -days 2 -subj"
                        + " /CN=client");
        Path pem =
                Files.writeString(
                        folder.resolve("client.pem"),
                        Files.readString(folder.resolve("client.key"))
                                + Files.readString(folder.resolve("client.crt")));
        String certificate =
                Files.readString(folder.resolve("client.crt"))
                        .replaceAll("-----[A-Z ]+-----", "")
                        .replaceAll("\\s", "");
        Tenant tenant = Tenant.of(server);
        String application = "v1.0/applications/" + objectId(tenant, server.get("AZURE_CLIENT_ID"));
        tenant.graph()
                .call(
                        "POST",
                        application + "/addKey",
                        "{\"keyCredential\":{\"type\":\"AsymmetricX509Cert\",\"usage\":\"Verify\",\"key\":\""
                                + certificate
                                + "\"}}");
        tenant.http().close();
        String thumbprint =
                Openssl.done(folder, "x509 -in client.crt -noout -fingerprint -sha256")
                        .strip()
                        .replaceFirst(".*=", "")
                        .replace(":", "");
        return new SigningCertificate(
                server, application, pem, HexFormat.of().parseHex(thumbprint));
    }

    private static String objectId(Tenant tenant, String client) throws Exception {
        for (JsonNode each : tenant.graph().call("GET", "v1.0/applications", "").path("value")) {
            if (each.path("appId").asText().equals(client)) {
                return each.path("id").asText();
            }
        }
        throw new IllegalStateException("the application isn't there");
    }

    /// Has the application believed to be a workload of the issuer too.
    void trust(WorkloadIssuer issuer) throws Exception {
        Tenant tenant = Tenant.of(server);
        tenant.graph()
                .call(
                        201,
                        "POST",
                        application + "/federatedIdentityCredentials",
                        "{\"name\":\"cluster\",\"issuer\":\"%s\",\"subject\":\"%s\",\"audiences\":[\"%s\"]}"
                                .formatted(
                                        issuer.url(),
                                        WorkloadIssuer.SUBJECT,
                                        WorkloadIssuer.AUDIENCE));
        tenant.http().close();
    }

    /// The server's environment, and the file.
    Map<String, String> environment() {
        Map<String, String> environment = new TreeMap<>(server.environment());
        environment.put("SIGNING_CERTIFICATE", pem.toString());
        return environment;
    }

    /// A new assertion of the application.
    String assertion() throws IOException, GeneralSecurityException {
        String client = server.get("AZURE_CLIENT_ID");
        long now = Instant.now().getEpochSecond();
        String signed =
                encoded("{\"alg\":\"RS256\",\"typ\":\"JWT\",\"x5t#S256\":\"" + thumbprint() + "\"}")
                        + "."
                        + encoded(
                                "{\"iss\":\"%s\",\"sub\":\"%s\",\"aud\":\"%s/%s/oauth2/v2.0/token\",\"jti\":\"%s\",\"nbf\":%d,\"exp\":%d}"
                                        .formatted(
                                                client,
                                                client,
                                                server.get("AZURE_AUTHORITY_HOST")
                                                        .replaceAll("/$", ""),
                                                server.get("AZURE_TENANT_ID"),
                                                UUID.randomUUID(),
                                                now,
                                                now + 600));
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(
                KeyFactory.getInstance("RSA")
                        .generatePrivate(
                                new PKCS8EncodedKeySpec(
                                        Base64.getMimeDecoder()
                                                .decode(
                                                        Files.readString(
                                                                        pem.resolveSibling(
                                                                                "client.key"))
                                                                .replaceAll(
                                                                        "-----[A-Z ]+-----",
                                                                        "")))));
        signature.update(signed.getBytes(StandardCharsets.US_ASCII));
        return signed + "." + BASE64URL.encodeToString(signature.sign());
    }

    private String thumbprint() {
        return BASE64URL.encodeToString(sha256);
    }

    private static String encoded(String json) {
        return BASE64URL.encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
