package dev.keyward.server;

import java.io.IOException;
import java.io.InputStream;
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
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// A plain client of a development server, from what its environment file says.
public final class VaultCaller {
    private final Map<String, String> environment;
    private final SSLContext context;
    private final HttpClient http;
    private final String token;

    public VaultCaller(Map<String, String> environment)
            throws IOException, InterruptedException, GeneralSecurityException {
        this(environment, "https://vault.azure.net");
    }

    /// @param resource what the token is for
    public VaultCaller(Map<String, String> environment, String resource)
            throws IOException, InterruptedException, GeneralSecurityException {
        this.environment = Map.copyOf(environment);
        this.context = trusting(Path.of(value("SSL_CERT_FILE")));
        this.http = HttpClient.newBuilder().sslContext(context).build();
        this.token = signIn(resource);
    }

    /// Reads an environment file.
    public static Map<String, String> environment(Path file) throws IOException {
        Map<String, String> values = new LinkedHashMap<>();
        for (String line : Files.readAllLines(file)) {
            int equals = line.indexOf('=');
            values.put(line.substring(0, equals), line.substring(equals + 1));
        }
        return values;
    }

    public String value(String name) {
        String value = environment.get(name);
        if (value == null) {
            throw new IllegalArgumentException(name + " is not in the environment file");
        }
        return value;
    }

    private static SSLContext trusting(Path authority)
            throws IOException, GeneralSecurityException {
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

    private String signIn(String resource) throws IOException, InterruptedException {
        String form =
                "grant_type=client_credentials&client_id="
                        + value("AZURE_CLIENT_ID")
                        + "&client_secret="
                        + URLEncoder.encode(value("AZURE_CLIENT_SECRET"), StandardCharsets.UTF_8)
                        + "&scope="
                        + URLEncoder.encode(resource + "/.default", StandardCharsets.UTF_8);
        String answer =
                send(
                        HttpRequest.newBuilder(
                                        URI.create(
                                                value("AZURE_AUTHORITY_HOST")
                                                        + "/"
                                                        + value("AZURE_TENANT_ID")
                                                        + "/oauth2/v2.0/token"))
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(HttpRequest.BodyPublishers.ofString(form)));
        return answer.replaceAll(".*\"access_token\":\"([^\"]+)\".*", "$1");
    }

    public String token() {
        return token;
    }

    /// Of whom the token is.
    public String objectId() {
        String claims =
                new String(
                        Base64.getUrlDecoder().decode(token.split("\\.")[1]),
                        StandardCharsets.UTF_8);
        return claims.replaceAll(".*\"oid\":\"([^\"]+)\".*", "$1");
    }

    /// Trusts the server's own authority alone.
    public SSLContext context() {
        return context;
    }

    public HttpClient http() {
        return http;
    }

    /// @param path without a slash at its start
    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(
                        URI.create(value("AZURE_KEYVAULT_URL") + "/" + path + "?api-version=7.4"))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json");
    }

    public String get(String path) throws IOException, InterruptedException {
        return send(request(path).GET());
    }

    public String put(String path, String json) throws IOException, InterruptedException {
        return send(request(path).PUT(HttpRequest.BodyPublishers.ofString(json)));
    }

    public String post(String path, String json) throws IOException, InterruptedException {
        return send(request(path).POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    /// Posts what isn't answered with 200.
    public String send(int status, String path, String json)
            throws IOException, InterruptedException {
        return send(status, request(path).POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return send(200, request);
    }

    private String send(int status, HttpRequest.Builder request)
            throws IOException, InterruptedException {
        HttpResponse<String> response =
                http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != status) {
            throw new IOException(response.statusCode() + " from " + response.uri().getPath());
        }
        return response.body();
    }
}
