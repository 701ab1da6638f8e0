package dev.keyward.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.credential.TokenRequestContext;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/// What the tests do on the management plane of a development server.
///
/// @param subscription its URL
record Management(HttpClient http, String subscription, String token) {
    static Management of(DevServer server) throws Exception {
        String management = server.get("AZURE_RESOURCE_MANAGER_URL");
        return new Management(
                HttpClient.newBuilder().sslContext(ObservedCalls.trusting(server)).build(),
                management + "/subscriptions/" + server.get("AZURE_SUBSCRIPTION_ID"),
                server.credential()
                        .getTokenSync(new TokenRequestContext().addScopes(management + "/.default"))
                        .getToken());
    }

    /// A key is exportable in premium vaults alone.
    void makePremium() throws Exception {
        send(
                "PATCH",
                "/resourceGroups/dev/providers/Microsoft.KeyVault/vaults/dev?api-version=2023-07-01",
                "{\"properties\":{\"sku\":{\"family\":\"A\",\"name\":\"premium\"}}}");
    }

    /// Moves the server's time on and has done what has fallen due.
    ///
    /// @param by ISO 8601
    void advance(String by) throws Exception {
        send(
                "POST",
                "/providers/Keyward.Development/time/advance?api-version=2026-01-01",
                "{\"by\":\"" + by + "\"}");
    }

    private void send(String method, String path, String body) throws Exception {
        HttpResponse<String> answer =
                http.send(
                        HttpRequest.newBuilder(URI.create(subscription + path))
                                .header("Authorization", "Bearer " + token)
                                .header("Content-Type", "application/json")
                                .method(method, HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }
}
