package dev.keyward.api.operator;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyward.api.ForeignAuthority;
import dev.keyward.api.Insides;
import dev.keyward.api.arm.Stack;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;
import org.jspecify.annotations.Nullable;

/// A tenant with one of everything: subscriptions, groups, vaults, objects live and deleted, roles,
/// people, applications. Everything in it whose name can be chosen begins with one word, so that
/// nothing of it can be told by accident; everything else is listed by what it is.
final class Household {
    static final String PASSWORD = "correct horse battery";
    private static final String READER = "acdd72a7-3385-48ef-bd42-f606fba81ae7";
    private static final String CONTRIBUTOR = "b24988ac-6180-42a0-ab88-20f7382dd24c";
    private static final String VAULT_ADMINISTRATOR = "00482a5a-887f-4fb3-b363-3b7fe8e74483";

    final Desk desk;
    final Guest guest;
    final String word;
    final String subscription;
    private final String hook;

    /// Isn't guessed: a certificate of nobody would be refused before the key is looked for.
    final String signed;

    private final Map<String, String> known = new LinkedHashMap<>();
    private final Map<String, String> people = new LinkedHashMap<>();

    /// @param hook where events may be sent, such as `https://localhost:4711`
    Household(Desk desk, String word, String hook) {
        this.desk = desk;
        this.word = word;
        this.hook = hook;
        this.guest = new Guest(desk, word + ".test");
        this.subscription = guest.subscribe("key-vault");
        known.put("tenant", guest.tenantId);
        known.put("subscription", subscription);
        known.put("spare", guest.subscribe("key-vault"));
        known.put("another", guest.subscribe("key-vault"));
        known.put("administrator", guest.objectId);
        known.put("administrators-client", guest.applicationId);
        people();
        management();
        objects();
        this.signed = signedElsewhere();
        credentials();
    }

    /// What can't be chosen and so was made by chance: ids and versions, by what they are of.
    Map<String, String> known() {
        return known;
    }

    String known(String what) {
        return Objects.requireNonNull(known.get(what), what);
    }

    /// Whoever has rights in it, by what they are, with how they get a token for a resource.
    Map<String, Tokens> principals(Insides insides) {
        Map<String, Tokens> all = new LinkedHashMap<>();
        all.put("the owner, an application", guest::token);
        people.forEach((name, id) ->
                all.put(name, resource -> insides.token(guest.tenantId, id, resource)));
        return all;
    }

    @FunctionalInterface
    interface Tokens {
        String of(String resource);
    }

    String host() {
        return host(word + "-vault");
    }

    static String host(String vault) {
        return vault + ".vault.local.keyward.localhost:8443";
    }

    private String graph(String path, String members, String id) {
        return graph(path, members).text(id);
    }

    private Stack.Answer graph(String path, String members) {
        Stack.Answer answer =
                desk.stack.call(
                        "POST",
                        Stack.GRAPH,
                        "/v1.0/" + path,
                        guest.token("https://" + Stack.GRAPH + "/"),
                        "{" + members + "}");
        assertDone(answer);
        return answer;
    }

    private static void assertDone(Stack.Answer answer) {
        if (answer.status() >= 300) {
            throw new AssertionError(answer.status() + " " + answer.json());
        }
    }

    /// One of them has a password: making one takes a third of a second.
    private String user(String name) {
        String password =
                name.equals("alice")
                        ? ",\"passwordProfile\":{\"password\":\"" + PASSWORD + "\"}"
                        : "";
        return graph(
                "users",
                "\"displayName\":\"%1$s-%2$s\",\"userPrincipalName\":\"%1$s-%2$s@%1$s.test\",\"accountEnabled\":true%3$s"
                        .formatted(word, name, password),
                "/id");
    }

    private void people() {
        for (String name :
                List.of(
                        "alice",
                        "contributor",
                        "reader",
                        "keeper",
                        "phone",
                        "spare-user0",
                        "spare-user1")) {
            known.put(name, user(name));
        }
        known.put(
                "app-of-phone",
                new Insides(desk.stack.engine)
                        .codeApp(guest.tenantId, known("phone"), desk.stack.clock.instant()));
        people.put("a plain user", known("alice"));
        people.put("a contributor", known("contributor"));
        people.put("a reader", known("reader"));
        people.put("a vault data administrator", known("keeper"));
        for (String name : List.of("group", "spare-group0", "spare-group1")) {
            known.put(
                    name, graph("groups", "\"displayName\":\"" + word + "-" + name + "\"", "/id"));
        }
        for (String member : List.of("alice", "contributor")) {
            graph(
                    "groups/" + known("group") + "/members/$ref",
                    "\"@odata.id\":\"https://graph/v1.0/directoryObjects/" + known(member) + "\"",
                    "/id");
        }
        for (String name :
                List.of(
                        "app",
                        "spare-app0",
                        "spare-app1",
                        "lone-app0",
                        "lone-app1",
                        "sole-app0",
                        "sole-app1")) {
            Stack.Answer app =
                    graph("applications", "\"displayName\":\"" + word + "-" + name + "\"");
            known.put(name, app.text("/id"));
            known.put(name + "-client", app.text("/appId"));
            if (!name.startsWith("lone")) {
                known.put(
                        name + "-principal",
                        graph(
                                "servicePrincipals",
                                "\"appId\":\"" + app.text("/appId") + "\"",
                                "/id"));
            }
        }
        for (int i = 0; i < 2; i++) {
            known.put(
                    "secret-of-app" + i,
                    graph("applications/" + known("app") + "/addPassword", "", "/keyId"));
        }
    }

    /// How an application shows who it is, beside secrets.
    private void credentials() {
        String app = "applications/" + known("app");
        known.put(
                "key-of-app0", graph(app + "/addKey", Samples.key(known("cer-purged")), "/keyId"));
        known.put(
                "key-of-app1", graph(app + "/addKey", Samples.key(known("cer-doomed")), "/keyId"));
        for (String name : List.of("-trust", "-spare-trust")) {
            graph(app + "/federatedIdentityCredentials", Samples.trust(word + name), "/id");
        }
        for (String name : List.of("-provider", "-spare-provider")) {
            graph("identity/identityProviders", Samples.provider(word + name), "/id");
        }
    }

    private void management() {
        String in = "/subscriptions/" + subscription;
        arm("POST", in + "/providers/Microsoft.KeyVault/register", null);
        for (String group : List.of("-rg", "-spare-rg")) {
            arm("PUT", in + "/resourceGroups/" + word + group, tagged("\"location\":\"local\""));
        }
        for (String vault : List.of("vault", "spare-vault", "gone", "purged")) {
            arm("PUT", vault(vault), vault());
        }
        for (String vault : List.of("gone", "purged")) {
            arm("DELETE", vault(vault), null);
        }
        String event = vault("vault") + "/providers/Microsoft.EventGrid/eventSubscriptions/";
        arm("PUT", event + word + "-event", event());
        int number = 0;
        for (String scope :
                List.of(
                        in,
                        in + "/resourceGroups/" + word + "-rg",
                        vault("vault"),
                        vault("vault") + "/secrets/" + word + "-secret")) {
            String id = UUID.randomUUID().toString();
            known.put("assignment-" + number++, id);
            role(scope, id, READER, known("alice"));
        }
        role(in, UUID.randomUUID().toString(), READER, known("reader"));
        role(in, UUID.randomUUID().toString(), CONTRIBUTOR, known("contributor"));
        role(in, UUID.randomUUID().toString(), VAULT_ADMINISTRATOR, known("keeper"));
        arm(
                "PUT",
                in + "/providers/Keyward.Recovery/successor",
                "{\"user\":\"%1$s-alice@%1$s.test\"}".formatted(word));
        known.put("acquisition", UUID.randomUUID().toString());
        arm(
                "PUT",
                in
                        + "/providers/Microsoft.Subscriptions/subscriptions/"
                        + subscription
                        + "/acquiredPlans/"
                        + known("acquisition"),
                "{\"planId\":\"/plans/quagga-addon\"}");
    }

    private void role(String scope, String id, String role, String principal) {
        arm(
                "PUT",
                scope + "/providers/Microsoft.Authorization/roleAssignments/" + id,
                assignment(role, principal));
    }

    static String assignment(String role, String principal) {
        return "{\"properties\":{\"roleDefinitionId\":\"/providers/Microsoft.Authorization/roleDefinitions/"
                + role
                + "\",\"principalId\":\""
                + principal
                + "\"}}";
    }

    String reading() {
        return assignment(READER, known("alice"));
    }

    private String tagged(String members) {
        return "{" + members + ",\"tags\":{\"owner\":\"" + word + "-tag\"}}";
    }

    String vault(String name) {
        return "/subscriptions/"
                + subscription
                + "/resourceGroups/"
                + word
                + "-rg/providers/Microsoft.KeyVault/vaults/"
                + word
                + "-"
                + name;
    }

    String event() {
        return "{\"properties\":{\"destination\":{\"endpointType\":\"WebHook\",\"properties\":{\"endpointUrl\":\""
                + hook
                + "/"
                + word
                + "-hook\"}},\"eventDeliverySchema\":\"CloudEventSchemaV1_0\"}}";
    }

    String policy() {
        return "{\"tenantId\":\""
                + guest.tenantId
                + "\",\"objectId\":\""
                + guest.objectId
                + "\",\"permissions\":{\"secrets\":[\"all\",\"purge\"],\"keys\":[\"all\",\"purge\",\"rotate\",\"release\",\"getrotationpolicy\",\"setrotationpolicy\"],\"certificates\":[\"all\",\"purge\"]}}";
    }

    String vault() {
        return tagged(
                "\"location\":\"local\",\"properties\":{\"tenantId\":\""
                        + guest.tenantId
                        + "\",\"sku\":{\"family\":\"A\",\"name\":\"standard\"},\"accessPolicies\":["
                        + policy()
                        + "]}");
    }

    private Stack.Answer arm(String method, String path, @Nullable String body) {
        String version =
                path.contains("acquiredPlans") ? "api-version=2015-11-01" : Stack.version(path);
        Stack.Answer answer =
                desk.stack.call(method, Stack.MANAGEMENT, path + "?" + version, guest.token, body);
        assertDone(answer);
        return answer;
    }

    JsonNode data(String method, String path, @Nullable String body) {
        Stack.Answer answer =
                desk.stack.call(
                        method,
                        host(),
                        path + "?api-version=7.4",
                        guest.token(Stack.VAULT_RESOURCE),
                        body);
        assertDone(answer);
        return answer.json();
    }

    private static String last(JsonNode made, String member) {
        String id = made.path(member).asText();
        return id.substring(id.lastIndexOf('/') + 1);
    }

    /// Of each kind: one to be used, one to be deleted, three that are deleted, and one of which
    /// the backup alone is left.
    private void objects() {
        List<String> names = List.of("", "-doomed", "-gone", "-back", "-purged", "-kept");
        for (String name : names) {
            String secret = "/secrets/" + word + "-secret" + name;
            known.put(
                    "version of secret" + name,
                    last(data("PUT", secret, "{\"value\":\"" + word + "-value\"}"), "id"));
            known.put(
                    "version of key" + name,
                    last(data("POST", key(name) + "/create", Samples.EC).path("key"), "kid"));
            data("POST", certificate(name) + "/create", Samples.certificate("Self", word));
            known.put("version of certificate" + name, certified(name));
            // The first stands in a request, in other lines.
            if (!name.isEmpty()) {
                known.put("cer" + name, data("GET", certificate(name), null).path("cer").asText());
            }
        }
        known.put(
                "version of key-rsa",
                last(
                        data("POST", key("-rsa") + "/create", "{\"kty\":\"RSA\",\"key_size\":2048}")
                                .path("key"),
                        "kid"));
        data("POST", certificate("-pending") + "/create", Samples.certificate("Unknown", word));
        data("PUT", "/certificates/contacts", Samples.contacts(word));
        data("PUT", "/certificates/issuers/" + word + "-issuer", Samples.ISSUER);
        for (String kind : List.of("keys", "secrets", "certificates")) {
            String one = kind.substring(0, kind.length() - 1);
            String name = "/" + kind + "/" + word + "-" + one;
            known.put(
                    "backup of " + one,
                    data("POST", name + "-kept/backup", "{}").path("value").asText());
            for (String gone : List.of("-gone", "-back", "-purged", "-kept")) {
                data("DELETE", name + gone, null);
            }
            data("DELETE", "/deleted" + kind + "/" + word + "-" + one + "-kept", null);
        }
        known.put(
                "pem",
                data("GET", "/secrets/" + word + "-certificate", null).path("value").asText());
        known.put(
                "ciphertext",
                data(
                                "POST",
                                key("-rsa") + "/encrypt",
                                "{\"alg\":\"RSA-OAEP-256\",\"value\":\"AAAA\"}")
                        .path("value")
                        .asText());
    }

    /// A certificate that another authority signed, for the key that waits for it.
    private String signedElsewhere() {
        JsonNode begun =
                data(
                        "POST",
                        certificate("-merged") + "/create",
                        Samples.certificate("Unknown", word));
        try {
            return new ForeignAuthority()
                    .signed(
                            "CN=" + word + "-subject",
                            new JcaPKCS10CertificationRequest(
                                            Base64.getDecoder().decode(begun.path("csr").asText()))
                                    .getPublicKey(),
                            desk.stack.clock.instant());
        } catch (Exception failed) {
            throw new AssertionError(failed);
        }
    }

    private String key(String name) {
        return "/keys/" + word + "-key" + name;
    }

    private String certificate(String name) {
        return "/certificates/" + word + "-certificate" + name;
    }

    /// Made on a thread of its own.
    private String certified(String name) {
        for (int tries = 0; tries < 500; tries++) {
            JsonNode found = data("GET", certificate(name) + "/pending", null);
            if (found.path("status").asText().equals("completed")) {
                return last(data("GET", certificate(name), null), "id");
            }
            try {
                Thread.sleep(10);
            } catch (InterruptedException stopped) {
                throw new AssertionError(stopped);
            }
        }
        throw new AssertionError("no certificate " + name);
    }
}
