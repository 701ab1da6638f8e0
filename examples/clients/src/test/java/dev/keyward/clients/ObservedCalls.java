package dev.keyward.clients;

import com.azure.security.keyvault.certificates.CertificateClient;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// Keeps what unmodified clients did with success, as the audit logs of the servers under test
/// tell: lines of operation, client and api-version, a file a server, in the folder that the system
/// property `observed.calls` names.
final class ObservedCalls {
    private static final Path FOLDER =
            Path.of(System.getProperty("observed.calls", "target/observed-calls/none"));
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PAGE = 1000;

    /// The user agents of Azure's SDKs and of the JCA provider, and what tests call themselves.
    private static final Pattern PRODUCT =
            Pattern.compile(
                    "(azsdk-java-azure-security-|azsdk-js-|azsdk-python-|az-se-kv-(?=jca)|(?=plain-http))(keyvault-[a-z]+|jca|plain-http)/([0-9.b]+)");

    /// What the certificate client for Java calls itself: its release looks for its name in a file
    /// that it doesn't have. None of the other clients here is without a name.
    private static final String NAMELESS = "azsdk-java-UnknownName/UnknownVersion";

    /// The SDKs before the present one. The older for JavaScript has no name but its runtime's.
    private static final Pattern TRACK1 =
            Pattern.compile(
                    "Azure-SDK-For-Java/(?<java>[0-9.]+).*KeyVaultClientBase|Azure-SDK-For-Go/v(?<go>[0-9.]+) keyvault/|azure-keyvault/(?<js>[0-9.]+) Azure-SDK-For-Node|ms-rest-azure/1\\.");

    /// az CLI puts itself before the library for Python that it is made of, and takes that one's
    /// name.
    private static final Pattern AZ = Pattern.compile("AZURECLI/([0-9.]+)");

    private ObservedCalls() {}

    /// Keeps what the log of a server says that is still running and has a vault.
    static void collect(DevServer server) {
        try {
            Files.createDirectories(FOLDER);
            Files.write(Files.createTempFile(FOLDER, "server", ".tsv"), read(server));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Lines of operation, client and api-version.
    static Set<String> read(DevServer server) {
        try (HttpClient http = HttpClient.newBuilder().sslContext(trusting(server)).build()) {
            String token = token(http, server);
            Set<String> seen = new TreeSet<>();
            String next =
                    server.get("AZURE_RESOURCE_MANAGER_URL")
                            + "/subscriptions/"
                            + subscription(http, server, token)
                            + "/providers/Keyward.Audit/records?api-version=2026-11-01&from=2000-01-01T00:00:00Z&$top="
                            + PAGE;
            while (!next.isEmpty()) {
                JsonNode page =
                        send(
                                http,
                                HttpRequest.newBuilder(URI.create(next))
                                        .header("Authorization", "Bearer " + token));
                page.path("value").forEach(entry -> call(entry).ifPresent(seen::add));
                next = page.path("nextLink").asText("");
            }
            return seen;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("the audit log can't be read", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /// Only development servers tell theirs.
    private static String subscription(HttpClient http, DevServer server, String token)
            throws IOException, InterruptedException {
        String told = server.environment().get("AZURE_SUBSCRIPTION_ID");
        if (told != null) {
            return told;
        }
        return send(
                        http,
                        HttpRequest.newBuilder(
                                        URI.create(
                                                server.get("AZURE_RESOURCE_MANAGER_URL")
                                                        + "/subscriptions?api-version=2022-12-01"))
                                .header("Authorization", "Bearer " + token))
                .at("/value/0/subscriptionId")
                .asText();
    }

    private static Optional<String> call(JsonNode entry) {
        JsonNode record = entry.path("record");
        JsonNode properties = record.path("properties");
        if (!record.path("category").asText().equals("AuditEvent")
                || !properties.path("succeeded").asBoolean()) {
            return Optional.empty();
        }
        return client(properties.path("clientInfo").asText())
                .map(client ->
                        record.path("operationName").asText()
                                + "\t"
                                + client
                                + "\t"
                                + record.path("operationVersion").asText());
    }

    private static Optional<String> client(String userAgent) {
        Matcher before = TRACK1.matcher(userAgent);
        if (before.find()) {
            return Optional.of(track1(before));
        }
        Matcher az = AZ.matcher(userAgent);
        if (az.find()) {
            return Optional.of("az CLI " + az.group(1));
        }
        if (userAgent.contains(NAMELESS)) {
            return Optional.of("Java keyvault-certificates " + certificatesVersion());
        }
        return PRODUCT.matcher(userAgent)
                .results()
                // What stands before is a prefix of the caller's.
                .reduce((_, last) -> last)
                .map(product ->
                        switch (product.group(1)) {
                            case "" -> "plain HTTP";
                            case "azsdk-js-" -> "JavaScript " + named(product);
                            case "azsdk-python-" -> "Python " + named(product);
                            case "az-se-kv-" -> "Java keyvault-" + named(product);
                            default -> "Java " + named(product);
                        });
    }

    private static String track1(Matcher found) {
        if (found.group("java") != null) {
            return "Java azure-keyvault " + found.group("java");
        }
        if (found.group("go") != null) {
            return "Go azure-sdk-for-go " + found.group("go");
        }
        return "JavaScript azure-keyvault "
                + (found.group("js") == null ? "1.0.0" : found.group("js"));
    }

    private static String named(MatchResult product) {
        return product.group(2) + " " + product.group(3);
    }

    private static String certificatesVersion() {
        Properties maven = new Properties();
        try (InputStream file =
                Objects.requireNonNull(
                        CertificateClient.class.getResourceAsStream(
                                "/META-INF/maven/com.azure/azure-security-keyvault-certificates/pom.properties"))) {
            maven.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Objects.requireNonNull(maven.getProperty("version"));
    }

    private static String token(HttpClient http, DevServer server)
            throws IOException, InterruptedException {
        String form =
                "grant_type=client_credentials&client_id="
                        + server.get("AZURE_CLIENT_ID")
                        + "&client_secret="
                        + URLEncoder.encode(
                                server.get("AZURE_CLIENT_SECRET"), StandardCharsets.UTF_8)
                        + "&scope="
                        + URLEncoder.encode(
                                server.get("AZURE_RESOURCE_MANAGER_URL") + "/.default",
                                StandardCharsets.UTF_8);
        return send(
                        http,
                        HttpRequest.newBuilder(
                                        URI.create(
                                                server.get("AZURE_AUTHORITY_HOST")
                                                        + "/"
                                                        + server.get("AZURE_TENANT_ID")
                                                        + "/oauth2/v2.0/token"))
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(HttpRequest.BodyPublishers.ofString(form)))
                .path("access_token")
                .asText();
    }

    private static JsonNode send(HttpClient http, HttpRequest.Builder request)
            throws IOException, InterruptedException {
        HttpResponse<String> answer =
                http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(answer.statusCode() + " " + answer.body());
        }
        return JSON.readTree(answer.body());
    }

    /// Trusts the server's own authority alone.
    static SSLContext trusting(DevServer server) throws IOException, GeneralSecurityException {
        return trusting(Path.of(server.get("SSL_CERT_FILE")));
    }

    /// @param authority PEM file of the one authority that is trusted
    static SSLContext trusting(Path authority) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (InputStream pem = Files.newInputStream(authority)) {
            store.setCertificateEntry(
                    "authority", CertificateFactory.getInstance("X.509").generateCertificate(pem));
        }
        TrustManagerFactory trust =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
