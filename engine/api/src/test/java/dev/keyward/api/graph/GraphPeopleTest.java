package dev.keyward.api.graph;

import static dev.keyward.api.graph.GraphCalls.AAD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyward.api.arm.Stack;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Changing what is in the directory, in both dialects.
class GraphPeopleTest {
    @TempDir Path folder;
    private GraphCalls graph;

    @BeforeEach
    void start() throws IOException {
        graph = GraphCalls.at(folder.resolve("home"));
    }

    @AfterEach
    void stop() {
        graph.close();
    }

    @Test
    void aUserIsMadeWithMailAndKeptOutFromTheStart() {
        Stack.Answer alice =
                graph.call(
                                "POST",
                                graph.tenant() + "/users" + AAD,
                                """
                                {"displayName":"Alice","userPrincipalName":"alice@example.org","mail":"al@example.org",
                                 "accountEnabled":false,"passwordProfile":{"password":"correct horse"}}
                                """)
                        .expect(201);
        assertThat(alice.text("/mail")).isEqualTo("al@example.org");
        assertThat(alice.json().at("/accountEnabled").toString()).isEqualTo("false");
        assertThat(
                        graph.call("GET", "/v1.0/users?$filter=mail%20eq%20'AL@example.org'", null)
                                .text("/value/0/id"))
                .isEqualTo(alice.text("/objectId"));
    }

    @Test
    void whatIsGivenOfAUserChangesAndTheRestStays() {
        String id = user("alice@example.org");
        graph.call("PATCH", graph.tenant() + "/users/" + id + AAD, "{\"displayName\":\"Alice L.\"}")
                .expect(204);
        graph.call("PATCH", "/v1.0/users/" + id, "{\"mail\":\"al@example.org\"}").expect(204);
        graph.call("PATCH", "/v1.0/users/" + id, "{\"userPrincipalName\":\"al@example.org\"}")
                .expect(204);
        Stack.Answer alice = graph.call("GET", "/v1.0/users/al@example.org", null).expect(200);
        assertThat(
                        List.of(
                                alice.text("/id"),
                                alice.text("/displayName"),
                                alice.text("/mail"),
                                alice.text("/userPrincipalName")))
                .containsExactly(id, "Alice L.", "al@example.org", "al@example.org");
        graph.call("GET", "/v1.0/users/alice@example.org", null).expect(404);
    }

    @Test
    void takenAndMalformedNamesAreRefused() {
        String id = user("alice@example.org");
        user("bob@example.org");
        assertThat(
                        graph.call(
                                        "PATCH",
                                        "/v1.0/users/" + id,
                                        "{\"userPrincipalName\":\"BOB@example.org\"}")
                                .expect(400)
                                .text("/error/code"))
                .isEqualTo("Request_MultipleObjectsWithSameKeyValue");
        for (String mail : List.of("nowhere", "@example.org", "al@")) {
            assertThat(
                            graph.call("PATCH", "/v1.0/users/" + id, "{\"mail\":\"" + mail + "\"}")
                                    .expect(400)
                                    .text("/error/message"))
                    .isEqualTo("mail must be an address of at most 256 characters");
        }
        graph.call("PATCH", "/v1.0/users/" + id, "{\"displayName\":\"\"}").expect(400);
    }

    @Test
    void aGroupIsCalledOtherwiseAndKeepsItsMembers() {
        String id = user("alice@example.org");
        String group =
                graph.call(
                                "POST",
                                graph.tenant() + "/groups" + AAD,
                                "{\"displayName\":\"keepers\"}")
                        .expect(201)
                        .text("/objectId");
        graph.call(
                        "POST",
                        graph.tenant() + "/groups/" + group + "/$links/members" + AAD,
                        "{\"url\":\"https://graph/x/directoryObjects/" + id + "\"}")
                .expect(204);
        graph.call(
                        "PATCH",
                        graph.tenant() + "/groups/" + group + AAD,
                        "{\"displayName\":\"wardens\"}")
                .expect(204);
        assertThat(graph.call("GET", "/v1.0/groups/" + group, null).text("/displayName"))
                .isEqualTo("wardens");
        assertThat(
                        graph.call(
                                        "GET",
                                        graph.tenant() + "/groups/" + group + "/members" + AAD,
                                        null)
                                .expect(200)
                                .text("/value/0/objectId"))
                .isEqualTo(id);
        graph.call("PATCH", "/v1.0/groups/" + group, "{}").expect(400);
    }

    @Test
    void anApplicationIsChangedWithItsPrincipalButNotItsSecrets() {
        Stack.Answer app =
                graph.call(
                                "POST",
                                "/v1.0/applications",
                                "{\"displayName\":\"backup\",\"identifierUris\":[\"https://backup\"]}")
                        .expect(201);
        String path = "/v1.0/applications/" + app.text("/id");
        String principal =
                graph.call(
                                "POST",
                                "/v1.0/servicePrincipals",
                                "{\"appId\":\"" + app.text("/appId") + "\"}")
                        .expect(201)
                        .text("/id");
        graph.call(
                        "PATCH",
                        path,
                        "{\"displayName\":\"archive\",\"web\":{\"homePageUrl\":\"https://a\"}}")
                .expect(204);
        Stack.Answer changed = graph.call("GET", path, null).expect(200);
        assertThat(changed.text("/displayName")).isEqualTo("archive");
        assertThat(changed.text("/web/homePageUrl")).isEqualTo("https://a");
        assertThat(changed.text("/identifierUris/0")).isEqualTo("https://backup");
        assertThat(
                        graph.call("GET", "/v1.0/servicePrincipals/" + principal, null)
                                .text("/displayName"))
                .isEqualTo("archive");
        assertThat(
                        graph.call("PATCH", path, "{\"passwordCredentials\":[]}")
                                .expect(400)
                                .text("/error/message"))
                .isEqualTo("passwordCredentials must be left to addPassword and removePassword");
    }

    @Test
    void aSecretCountsFromTheTimeThatIsAskedFor() {
        String app =
                graph.call("POST", "/v1.0/applications", "{\"displayName\":\"backup\"}")
                        .expect(201)
                        .text("/id");
        Stack.Answer made =
                graph.call(
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
        String alice = graph.userToken("alice@example.org", "correct horse");
        for (String path :
                List.of("/v1.0/users/" + id, "/v1.0/groups/" + id, "/v1.0/applications/" + id)) {
            assertThat(
                            graph.stack()
                                    .call(
                                            "PATCH",
                                            Stack.GRAPH,
                                            path,
                                            alice,
                                            "{\"displayName\":\"x\"}")
                                    .expect(403)
                                    .text("/error/code"))
                    .isEqualTo("Authorization_RequestDenied");
        }
    }

    private String user(String name) {
        return graph.user(name, "correct horse").text("/id");
    }
}
