package dev.keyward.api.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyward.api.arm.Stack;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Changing what is in the directory, in both dialects.
class GraphPeopleTest {
    private static final String AAD = "?api-version=1.6";

    @TempDir Path folder;
    private Stack stack;
    private String token;
    private String tenant;

    @BeforeEach
    void start() throws IOException {
        stack = new Stack(folder.resolve("home"));
        token = stack.graphToken();
        tenant = "/" + stack.tenant;
    }

    @AfterEach
    void stop() {
        stack.close();
    }

    @Test
    void aUserIsMadeWithMailAndKeptOutFromTheStart() {
        Stack.Answer alice =
                call(
                                "POST",
                                tenant + "/users" + AAD,
                                """
                                {"displayName":"Alice","userPrincipalName":"alice@example.org","mail":"al@example.org",
                                 "accountEnabled":false,"passwordProfile":{"password":"correct horse"}}
                                """)
                        .expect(201);
        assertThat(alice.text("/mail")).isEqualTo("al@example.org");
        assertThat(alice.json().at("/accountEnabled").toString()).isEqualTo("false");
        assertThat(
                        call("GET", "/v1.0/users?$filter=mail%20eq%20'AL@example.org'", null)
                                .text("/value/0/id"))
                .isEqualTo(alice.text("/objectId"));
    }

    @Test
    void whatIsGivenOfAUserChangesAndTheRestStays() {
        String id = user("alice@example.org");
        call("PATCH", tenant + "/users/" + id + AAD, "{\"displayName\":\"Alice L.\"}").expect(204);
        call("PATCH", "/v1.0/users/" + id, "{\"mail\":\"al@example.org\"}").expect(204);
        call("PATCH", "/v1.0/users/" + id, "{\"userPrincipalName\":\"al@example.org\"}")
                .expect(204);
        Stack.Answer alice = call("GET", "/v1.0/users/al@example.org", null).expect(200);
        assertThat(
                        List.of(
                                alice.text("/id"),
                                alice.text("/displayName"),
                                alice.text("/mail"),
                                alice.text("/userPrincipalName")))
                .containsExactly(id, "Alice L.", "al@example.org", "al@example.org");
        call("GET", "/v1.0/users/alice@example.org", null).expect(404);
    }

    @Test
    void takenAndMalformedNamesAreRefused() {
        String id = user("alice@example.org");
        user("bob@example.org");
        assertThat(
                        call(
                                        "PATCH",
                                        "/v1.0/users/" + id,
                                        "{\"userPrincipalName\":\"BOB@example.org\"}")
                                .expect(400)
                                .text("/error/code"))
                .isEqualTo("Request_MultipleObjectsWithSameKeyValue");
        for (String mail : List.of("nowhere", "@example.org", "al@")) {
            assertThat(
                            call("PATCH", "/v1.0/users/" + id, "{\"mail\":\"" + mail + "\"}")
                                    .expect(400)
                                    .text("/error/message"))
                    .isEqualTo("mail must be an address of at most 256 characters");
        }
        call("PATCH", "/v1.0/users/" + id, "{\"displayName\":\"\"}").expect(400);
    }

    @Test
    void aGroupIsCalledOtherwiseAndKeepsItsMembers() {
        String id = user("alice@example.org");
        String group =
                call("POST", tenant + "/groups" + AAD, "{\"displayName\":\"keepers\"}")
                        .expect(201)
                        .text("/objectId");
        call(
                        "POST",
                        tenant + "/groups/" + group + "/$links/members" + AAD,
                        "{\"url\":\"https://graph/x/directoryObjects/" + id + "\"}")
                .expect(204);
        call("PATCH", tenant + "/groups/" + group + AAD, "{\"displayName\":\"wardens\"}")
                .expect(204);
        assertThat(call("GET", "/v1.0/groups/" + group, null).text("/displayName"))
                .isEqualTo("wardens");
        assertThat(
                        call("GET", tenant + "/groups/" + group + "/members" + AAD, null)
                                .expect(200)
                                .text("/value/0/objectId"))
                .isEqualTo(id);
        call("PATCH", "/v1.0/groups/" + group, "{}").expect(400);
    }

    @Test
    void anApplicationIsChangedWithItsPrincipalButNotItsSecrets() {
        Stack.Answer app =
                call(
                                "POST",
                                "/v1.0/applications",
                                "{\"displayName\":\"backup\",\"identifierUris\":[\"https://backup\"]}")
                        .expect(201);
        String path = "/v1.0/applications/" + app.text("/id");
        String principal =
                call(
                                "POST",
                                "/v1.0/servicePrincipals",
                                "{\"appId\":\"" + app.text("/appId") + "\"}")
                        .expect(201)
                        .text("/id");
        call("PATCH", path, "{\"displayName\":\"archive\",\"web\":{\"homePageUrl\":\"https://a\"}}")
                .expect(204);
        Stack.Answer changed = call("GET", path, null).expect(200);
        assertThat(changed.text("/displayName")).isEqualTo("archive");
        assertThat(changed.text("/web/homePageUrl")).isEqualTo("https://a");
        assertThat(changed.text("/identifierUris/0")).isEqualTo("https://backup");
        assertThat(call("GET", "/v1.0/servicePrincipals/" + principal, null).text("/displayName"))
                .isEqualTo("archive");
        assertThat(
                        call("PATCH", path, "{\"passwordCredentials\":[]}")
                                .expect(400)
                                .text("/error/message"))
                .isEqualTo("passwordCredentials must be left to addPassword and removePassword");
    }

    @Test
    void aSecretCountsFromTheTimeThatIsAskedFor() {
        String app =
                call("POST", "/v1.0/applications", "{\"displayName\":\"backup\"}")
                        .expect(201)
                        .text("/id");
        Stack.Answer made =
                call(
                                "POST",
                                "/v1.0/applications/" + app + "/addPassword",
                                """
                                {"passwordCredential":{"startDateTime":"2030-01-01T00:00:00Z","endDateTime":"2031-01-01T00:00:00Z"}}
                                """)
                        .expect(200);
        assertThat(made.text("/startDateTime")).isEqualTo("2030-01-01T00:00:00Z");
        assertThat(made.text("/endDateTime")).isEqualTo("2031-01-01T00:00:00Z");
    }

    @Test
    void onlyAdministratorsChangePeople() {
        String id = user("alice@example.org");
        String alice =
                stack.form(
                                tenant + "/oauth2/token",
                                Map.of(
                                        "grant_type", "password",
                                        "client_id", "1950a258-227b-4e31-a9cf-717495945fc2",
                                        "username", "alice@example.org",
                                        "password", "correct horse",
                                        "resource", "https://" + Stack.GRAPH + "/"))
                        .expect(200)
                        .text("/access_token");
        for (String path :
                List.of("/v1.0/users/" + id, "/v1.0/groups/" + id, "/v1.0/applications/" + id)) {
            assertThat(
                            stack.call("PATCH", Stack.GRAPH, path, alice, "{\"displayName\":\"x\"}")
                                    .expect(403)
                                    .text("/error/code"))
                    .isEqualTo("Authorization_RequestDenied");
        }
    }

    private String user(String name) {
        return call(
                        "POST",
                        "/v1.0/users",
                        """
                        {"displayName":"Alice","userPrincipalName":"%s","passwordProfile":{"password":"correct horse"}}
                        """
                                .formatted(name))
                .expect(201)
                .text("/id");
    }

    private Stack.Answer call(String method, String target, @Nullable String body) {
        return stack.call(method, Stack.GRAPH, target, token, body);
    }
}
