package dev.keyward.api.graph;

import static dev.keyward.api.graph.GraphCalls.AAD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyward.api.arm.Stack;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GraphTest {
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
    @Tag("seed:A-5")
    @Tag("seed:A-6")
    @Tag("seed:A-11")
    void anApplicationWithAChosenPasswordSignsInOnceItHasAPrincipal() {
        Stack.Answer app =
                graph.call(
                                "POST",
                                graph.tenant() + "/applications" + AAD,
                                """
                                {"displayName":"HelloKeyVault","homepage":"http://localhost/hello",
                                 "identifierUris":["http://localhost/hello"],
                                 "availableToOtherTenants":false,
                                 "passwordCredentials":[{"value":"P@ss word+1",
                                   "keyId":"99999999-2222-4333-8444-555555555555",
                                   "startDate":"2026-11-24T10:00:00Z",
                                   "endDate":"2027-11-24T10:00:00.000+00:00"}]}
                                """)
                        .expect(201);
        assertThat(app.text("/objectType")).isEqualTo("Application");
        assertThat(app.text("/objectId")).isNotEqualTo(app.text("/appId"));
        assertThat(app.text("/passwordCredentials/0/keyId"))
                .isEqualTo("99999999-2222-4333-8444-555555555555");
        assertThat(app.json().toString()).doesNotContain("P@ss");
        assertThat(signIn(app.text("/appId"), "P@ss word+1").status()).isEqualTo(400);

        Stack.Answer principal =
                graph.call(
                                "POST",
                                graph.tenant() + "/servicePrincipals" + AAD,
                                "{\"appId\":\""
                                        + app.text("/appId")
                                        + "\",\"accountEnabled\":true}")
                        .expect(201);
        assertThat(principal.text("/objectType")).isEqualTo("ServicePrincipal");
        assertThat(principal.text("/objectId"))
                .isNotEqualTo(app.text("/appId"))
                .isNotEqualTo(app.text("/objectId"));
        assertThat(signIn(app.text("/appId"), "P@ss word+1").status()).isEqualTo(200);
        assertThat(signIn(app.text("/appId"), "p@ss word+1").status()).isEqualTo(401);

        // A second principal, or an application with the same URI, is refused.
        graph.call(
                        "POST",
                        graph.tenant() + "/servicePrincipals" + AAD,
                        "{\"appId\":\"" + app.text("/appId") + "\"}")
                .expect(400);
        Stack.Answer twin =
                graph.call(
                                "POST",
                                graph.tenant() + "/applications" + AAD,
                                "{\"displayName\":\"x\",\"identifierUris\":[\"http://localhost/hello\"]}")
                        .expect(400);
        assertThat(twin.text("/odata.error/code"))
                .isEqualTo("Request_MultipleObjectsWithSameKeyValue");
        assertThat(twin.text("/odata.error/message/value")).isNotBlank();
    }

    @Test
    @Tag("seed:S-30")
    void aPrincipalIsFoundByItsClientIdInBothDialects() {
        String appId = graph.stack().administrator.application().toString();
        String filter = "$filter=servicePrincipalNames/any(c:c%20eq%20'" + appId + "')";
        Stack.Answer aad =
                graph.call("GET", graph.tenant() + "/servicePrincipals" + AAD + "&" + filter, null);
        assertThat(aad.expect(200).json().at("/value").size()).isOne();
        assertThat(aad.text("/value/0/appId")).isEqualTo(appId);
        Stack.Answer ms = graph.call("GET", "/v1.0/servicePrincipals?" + filter, null);
        assertThat(ms.text("/value/0/id")).isEqualTo(aad.text("/value/0/objectId"));
        assertThat(ms.text("/value/0/@odata.type")).isEqualTo("#microsoft.graph.servicePrincipal");

        String id = aad.text("/value/0/objectId");
        assertThat(
                        graph.call("GET", graph.tenant() + "/servicePrincipals/" + id + AAD, null)
                                .text("/appId"))
                .isEqualTo(appId);
        Stack.Answer byIds =
                graph.call(
                                "POST",
                                graph.tenant() + "/getObjectsByObjectIds" + AAD,
                                "{\"objectIds\":[\""
                                        + id
                                        + "\",\""
                                        + UUID.randomUUID()
                                        + "\",\"S-1-5-21-1\"],"
                                        + "\"includeDirectoryObjectReferences\":true}")
                        .expect(200);
        assertThat(byIds.json().at("/value").size()).isOne();
        assertThat(
                        graph.call(
                                        "POST",
                                        "/v1.0/directoryObjects/getByIds",
                                        "{\"ids\":[\"" + id + "\"],\"types\":[\"user\"]}")
                                .text("/value/0/id"))
                .isEqualTo(id);
        graph.call("GET", "/v1.0/me", null).expect(404);
        graph.call("GET", "/v1.0/users?$filter=age%20gt%205", null).expect(400);
        graph.call("GET", "/v1.0/servicePrincipals?$filter=shoeSize%20eq%20'5'", null).expect(400);
    }

    @Test
    void aFilterFindsTheOneItMeansByEachPropertyInAnyLetterCase() {
        Stack.Answer app =
                graph.call(
                                "POST",
                                graph.tenant() + "/applications" + AAD,
                                """
                                {"displayName":"Shop","identifierUris":["http://Shop/App"]}
                                """)
                        .expect(201);
        String appId = app.text("/appId");
        String object = app.text("/objectId");
        assertFound("applications", "appId eq '" + appId.toUpperCase(Locale.ROOT) + "'", object);
        assertFound("applications", "id eq '" + object.toUpperCase(Locale.ROOT) + "'", object);
        assertFound("applications", "identifierUris/any(u:u eq 'HTTP://shop/app')", object);
        assertFound("applications", "displayName eq 'sHOP'", object);

        String principal =
                graph.call("POST", "/v1.0/servicePrincipals", "{\"appId\":\"" + appId + "\"}")
                        .expect(201)
                        .text("/id");
        String names = "servicePrincipalNames/any(n:n eq '";
        assertFound("servicePrincipals", "appId eq '" + appId + "'", principal);
        assertFound("servicePrincipals", names + appId + "')", principal);
        assertFound("servicePrincipals", names + "HTTP://shop/app')", principal);
        assertFound("servicePrincipals", "id eq '" + principal + "'", principal);

        String alice = graph.user("alice@keyward.localhost", "correct horse").text("/id");
        assertFound("users", "userPrincipalName eq 'ALICE@keyward.localhost'", alice);
        assertFound("users", "id eq '" + alice + "'", alice);
        for (String filter : List.of("id eq ''", "id eq '" + principal + "'", "id eq 'x'")) {
            assertNobody("users", filter);
            assertNobody("applications", filter);
            assertNobody("groups", filter);
        }
        // An object id isn't a client id, nor the other way round.
        assertNobody("servicePrincipals", "appId eq '" + principal + "'");
        assertNobody("applications", "appId eq '" + object + "'");
    }

    private void assertFound(String collection, String filter, String id) {
        Stack.Answer found = filtered(collection, filter);
        assertThat(found.json().at("/value").size()).as(filter).isOne();
        assertThat(found.text("/value/0/id")).as(filter).isEqualTo(id);
    }

    private void assertNobody(String collection, String filter) {
        assertThat(filtered(collection, filter).json().at("/value").size()).as(filter).isZero();
    }

    private Stack.Answer filtered(String collection, String filter) {
        String encoded = filter.replace(" ", "%20");
        return graph.call("GET", "/v1.0/" + collection + "?$filter=" + encoded, null).expect(200);
    }

    @Test
    void usersAndGroupsAreMadeFoundAndRemoved() {
        Stack.Answer alice = graph.user("alice@keyward.localhost", "correct horse");
        String id = alice.text("/id");
        assertThat(
                        graph.call(
                                        "GET",
                                        graph.tenant() + "/users/ALICE@keyward.localhost" + AAD,
                                        null)
                                .expect(200)
                                .text("/objectId"))
                .isEqualTo(id);
        assertThat(
                        graph.call("GET", "/v1.0/users?$filter=startswith(displayName,'Al')", null)
                                .text("/value/0/id"))
                .isEqualTo(id);

        String aliceToken = graph.userToken("alice@keyward.localhost", "correct horse");
        assertThat(
                        graph.stack()
                                .call("GET", Stack.GRAPH, "/v1.0/me", aliceToken, null)
                                .expect(200)
                                .text("/userPrincipalName"))
                .isEqualTo("alice@keyward.localhost");

        String group =
                graph.call("POST", "/v1.0/groups", "{\"displayName\":\"keepers\"}")
                        .expect(201)
                        .text("/id");
        graph.call(
                        "POST",
                        "/v1.0/groups/" + group + "/members/$ref",
                        "{\"@odata.id\":\"https://graph/v1.0/directoryObjects/" + id + "\"}")
                .expect(204);
        assertThat(
                        graph.call("GET", "/v1.0/groups/" + group + "/members", null)
                                .text("/value/0/id"))
                .isEqualTo(id);
        graph.call("DELETE", "/v1.0/groups/" + group + "/members/" + id + "/$ref", null)
                .expect(204);
        graph.call("DELETE", "/v1.0/groups/" + group, null).expect(204);
        graph.call("DELETE", graph.tenant() + "/users/" + id + AAD, null).expect(204);
        graph.call("GET", "/v1.0/users/" + id, null).expect(404);
        graph.stack().call("GET", Stack.GRAPH, "/v1.0/me", aliceToken, null).expect(401);
    }

    @Test
    void onlyAdministratorsChangeAnything() {
        graph.user("alice@keyward.localhost", "correct horse");
        String alice = graph.userToken("alice@keyward.localhost", "correct horse");
        graph.stack().call("GET", Stack.GRAPH, "/v1.0/users", alice, null).expect(200);
        Stack.Answer refused =
                graph.stack()
                        .call(
                                "POST",
                                Stack.GRAPH,
                                "/v1.0/applications",
                                alice,
                                "{\"displayName\":\"x\"}")
                        .expect(403);
        assertThat(refused.text("/error/code")).isEqualTo("Authorization_RequestDenied");
        graph.stack()
                .call("DELETE", Stack.GRAPH, "/v1.0/users/alice@keyward.localhost", alice, null)
                .expect(403);
        graph.stack().call("GET", Stack.GRAPH, "/v1.0/users", null, null).expect(401);
        graph.stack()
                .call("GET", Stack.GRAPH, "/v1.0/users", graph.stack().managementToken(), null)
                .expect(401);
        graph.call("GET", "/" + UUID.randomUUID() + "/users" + AAD, null).expect(403);
    }

    @Test
    @Tag("security:S-08")
    void aSecretIsMadeShownOnceAndEndedWithItsTokens() {
        String objectId =
                graph.call("GET", "/v1.0/applications", null).expect(200).text("/value/0/id");
        Stack.Answer made =
                graph.call(
                                "POST",
                                "/v1.0/applications/" + objectId + "/addPassword",
                                "{\"passwordCredential\":{\"displayName\":\"second\"}}")
                        .expect(200);
        String secret = made.text("/secretText");
        assertThat(secret).hasSizeGreaterThan(40).startsWith(made.text("/hint"));
        Stack.Answer again = graph.call("GET", "/v1.0/applications/" + objectId, null);
        assertThat(again.json().toString()).doesNotContain(secret);
        assertThat(again.json().at("/passwordCredentials").size()).isEqualTo(2);

        String appId = graph.stack().administrator.application().toString();
        String held = graph.stack().token(appId, secret, "https://" + Stack.GRAPH);
        graph.stack().call("GET", Stack.GRAPH, "/v1.0/users", held, null).expect(200);
        graph.call(
                        "POST",
                        "/v1.0/applications/" + objectId + "/removePassword",
                        "{\"keyId\":\"" + made.text("/keyId") + "\"}")
                .expect(204);
        graph.stack().call("GET", Stack.GRAPH, "/v1.0/users", held, null).expect(401);
        assertThat(signIn(appId, secret).status()).isEqualTo(401);
        assertThat(signIn(appId, graph.stack().secret()).status()).isEqualTo(200);
    }

    @Test
    @Tag("security:S-08")
    void aDisabledUserIsOutAtOnce() {
        graph.user("alice@keyward.localhost", "correct horse");
        String alice = graph.userToken("alice@keyward.localhost", "correct horse");
        graph.call("PATCH", "/v1.0/users/alice@keyward.localhost", "{\"accountEnabled\":false}")
                .expect(204);
        graph.stack().call("GET", Stack.GRAPH, "/v1.0/me", alice, null).expect(401);
        graph.call("PATCH", "/v1.0/users/alice@keyward.localhost", "{\"accountEnabled\":true}")
                .expect(204);
        // His session ended with it; he signs in anew.
        graph.stack().call("GET", Stack.GRAPH, "/v1.0/me", alice, null).expect(401);
        String again = graph.userToken("alice@keyward.localhost", "correct horse");
        graph.stack().call("GET", Stack.GRAPH, "/v1.0/me", again, null).expect(200);
        graph.call("POST", "/v1.0/users/alice@keyward.localhost/revokeSignInSessions", null)
                .expect(204);
        graph.stack().call("GET", Stack.GRAPH, "/v1.0/me", again, null).expect(401);
    }

    @Test
    void badInputIsRefusedInTheDialectsShape() {
        for (String body :
                new String[] {
                    "",
                    "[]",
                    "{}",
                    "{\"displayName\":7}",
                    "{\"displayName\":\"\"}",
                    "{\"displayName\":\"x\",\"passwordCredentials\":[{\"value\":\"y\",\"endDate\":\"soon\"}]}",
                    "{\"displayName\":\"x\",\"passwordCredentials\":[{\"value\":\"y\",\"endDate\":\"2020-01-01T00:00:00Z\"}]}"
                }) {
            Stack.Answer aad = graph.call("POST", graph.tenant() + "/applications" + AAD, body);
            assertThat(aad.expect(400).text("/odata.error/code"))
                    .as(body)
                    .isEqualTo("Request_BadRequest");
            assertThat(
                            graph.call("POST", "/v1.0/applications", body)
                                    .expect(400)
                                    .text("/error/code"))
                    .isEqualTo("Request_BadRequest");
        }
        graph.call("DELETE", "/v1.0/applications/not-a-guid", null).expect(404);
        graph.call("POST", "/v1.0/servicePrincipals", "{\"appId\":\"nobody\"}").expect(400);
        String own = graph.call("GET", "/v1.0/applications", null).text("/value/0/id");
        graph.call("DELETE", "/v1.0/applications/" + own, null).expect(400);
    }

    private Stack.Answer signIn(String client, String secret) {
        return graph.stack()
                .form(
                        graph.tenant() + "/oauth2/token",
                        Map.of(
                                "grant_type",
                                "client_credentials",
                                "client_id",
                                client,
                                "client_secret",
                                secret,
                                "resource",
                                Stack.VAULT_RESOURCE));
    }
}
