package dev.keyward.server.recordings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyward.server.VaultCaller;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A person who signed in through a command line of Azure's.
///
/// @param token for vaults
record PersonalUser(String objectId, String token) {
    static final String CLIENT = "1950a258-227b-4e31-a9cf-717495945fc2";
    private static final String NAME = "alice@keyward.localhost";
    private static final String PASSWORD = "correct horse battery";

    /// @param graph a caller with a token for the directory's graph
    static PersonalUser make(VaultCaller graph) throws IOException, InterruptedException {
        String base = graph.value("AZURE_AUTHORITY_HOST");
        String made =
                send(
                        graph,
                        HttpRequest.newBuilder(URI.create(base + "/v1.0/users"))
                                .header("Authorization", "Bearer " + graph.token())
                                .header("Content-Type", "application/json")
                                .POST(
                                        HttpRequest.BodyPublishers.ofString(
                                                "{\"displayName\":\"Alice\",\"userPrincipalName\":\"%s\",\"passwordProfile\":{\"password\":\"%s\"}}"
                                                        .formatted(NAME, PASSWORD))));
        String answer =
                send(
                        graph,
                        HttpRequest.newBuilder(
                                        URI.create(
                                                base
                                                        + "/"
                                                        + graph.value("AZURE_TENANT_ID")
                                                        + "/oauth2/token"))
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(
                                        HttpRequest.BodyPublishers.ofString(
                                                "grant_type=password&client_id="
                                                        + CLIENT
                                                        + "&username="
                                                        + encode(NAME)
                                                        + "&password="
                                                        + encode(PASSWORD)
                                                        + "&resource="
                                                        + encode("https://vault.azure.net"))));
        return new PersonalUser(member(made, "id"), member(answer, "access_token"));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String send(VaultCaller caller, HttpRequest.Builder request)
            throws IOException, InterruptedException {
        HttpResponse<String> answer =
                caller.http().send(request.build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isIn(200, 201);
        return answer.body();
    }

    private static String member(String json, String name) {
        Matcher member = Pattern.compile("\"" + name + "\":\"([^\"]+)\"").matcher(json);
        assertThat(member.find()).as(name).isTrue();
        return member.group(1);
    }
}
