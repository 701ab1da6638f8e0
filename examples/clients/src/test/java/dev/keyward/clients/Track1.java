package dev.keyward.clients;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.azure.keyvault.KeyVaultClient;
import com.microsoft.azure.keyvault.authentication.KeyVaultCredentials;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;

/// The client of the SDK for Java before the present one ("track 1"), which applications on Azure
/// Stack still use. An application gives it a function from challenge to token; this one asks the
/// authority of the challenge by its older endpoint, as ADAL did.
final class Track1 extends KeyVaultCredentials {
    private final DevServer server;
    private final SSLContext trust;

    private Track1(DevServer server, SSLContext trust) {
        this.server = server;
        this.trust = trust;
    }

    static KeyVaultClient client(DevServer server) throws Exception {
        server.trustIt();
        return new KeyVaultClient(new Track1(server, ObservedCalls.trusting(server)));
    }

    @Override
    public String doAuthenticate(String authorization, String resource, String scope) {
        String form =
                Map.of(
                                "grant_type",
                                "client_credentials",
                                "client_id",
                                server.get("AZURE_CLIENT_ID"),
                                "client_secret",
                                server.get("AZURE_CLIENT_SECRET"),
                                "resource",
                                resource)
                        .entrySet()
                        .stream()
                        .map(field ->
                                field.getKey()
                                        + "="
                                        + URLEncoder.encode(
                                                field.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&"));
        try (HttpClient http = HttpClient.newBuilder().sslContext(trust).build()) {
            HttpResponse<String> answer =
                    http.send(
                            HttpRequest.newBuilder(URI.create(authorization + "/oauth2/token"))
                                    .header("Content-Type", "application/x-www-form-urlencoded")
                                    .POST(HttpRequest.BodyPublishers.ofString(form))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            return new ObjectMapper().readTree(answer.body()).path("access_token").asText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
