import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keyward.api.ApiRequest;
import dev.keyward.api.ApiResponse;
import dev.keyward.api.Engine;
import dev.keyward.api.EngineConfig;
import dev.keyward.api.FirstSecret;
import dev.keyward.api.LocalAdministrator;
import dev.keyward.api.ShiftedClock;
import dev.keyward.model.SecretAccess;
import dev.keyward.model.VaultName;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Writes down what a version of Keyward answers about the golden home and export; run by `make` as
/// a source file against the jars of that version, so it isn't kept up with later ones.
///
/// `Record later HOME` adds a day and a segment to the audit trail. `Record answers HOME FRESH-HOME
/// FOLDER FILE` changes both homes.
final class Record {
    static final ObjectMapper JSON = new ObjectMapper();
    static final String DOMAIN = ".local.keyward.localhost";
    static final String VAULT_RESOURCE = "https://vault" + DOMAIN;
    static final String MANAGEMENT = "management" + DOMAIN;
    static final String DATA = "api-version=2026-05-01-preview";
    static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();
    static final Instant NOW = Instant.now().plus(Duration.ofDays(2));

    final Engine engine;
    final Map<String, java.util.function.Function<String, String>> tokens =
            new java.util.HashMap<>();
    final ArrayNode recorded = JSON.createArrayNode();

    Record(Engine engine) {
        this.engine = engine;
    }

    public static void main(String[] args) throws Exception {
        switch (args[0]) {
            case "later" -> later(Path.of(args[1]));
            case "answers" -> {
                ObjectNode all = JSON.createObjectNode();
                all.put("moment", NOW.toString());
                home(Path.of(args[1]), all);
                export(Path.of(args[2]), Path.of(args[3]), all);
                Files.writeString(
                        Path.of(args[4]),
                        JSON.writerWithDefaultPrettyPrinter().writeValueAsString(all) + "\n");
            }
            default -> throw new IllegalArgumentException(args[0]);
        }
        System.exit(0);
    }

    static Engine open(Path home, EngineConfig.Profile profile) throws Exception {
        return Engine.open(
                new EngineConfig(
                        home,
                        "local",
                        "keyward.localhost",
                        443,
                        profile == EngineConfig.Profile.DEV ? new VaultName("dev") : null,
                        Set.of(),
                        profile,
                        profile == EngineConfig.Profile.DEV
                                ? new ShiftedClock(InstantSource.fixed(NOW))
                                : InstantSource.fixed(NOW),
                        new SecureRandom()));
    }

    static void later(Path home) throws Exception {
        try (Engine engine = open(home, EngineConfig.Profile.EMBEDDED)) {
            Record record = new Record(engine);
            record.tokens.put("administrator", administrator(engine));
            String host = "golden-one.vault" + DOMAIN;
            record.ask(
                    "administrator",
                    "PUT",
                    host,
                    "/secrets/later",
                    DATA,
                    "{\"value\":\"two days later\"}");
            record.ask("administrator", "GET", host, "/secrets/later", DATA, null);
        }
    }

    static java.util.function.Function<String, String> administrator(Engine engine) {
        LocalAdministrator local = engine.localAdministrator();
        return resource -> local.tokens().apply(resource).value().toUtf8(SecretAccess.request());
    }

    java.util.function.Function<String, String> application(
            String tenant, String client, String secret) {
        return resource -> {
            String body =
                    "grant_type=client_credentials&client_id="
                            + client
                            + "&client_secret="
                            + URLEncoder.encode(secret, StandardCharsets.UTF_8)
                            + "&resource="
                            + URLEncoder.encode(resource, StandardCharsets.UTF_8);
            return send(
                            "POST",
                            "login" + DOMAIN,
                            "/" + tenant + "/oauth2/token",
                            "",
                            Map.of("content-type", List.of("application/x-www-form-urlencoded")),
                            body)
                    .path("answer")
                    .path("access_token")
                    .asText();
        };
    }

    static void home(Path home, ObjectNode all) throws Exception {
        try (Engine engine = open(home, EngineConfig.Profile.EMBEDDED)) {
            Record record = new Record(engine);
            record.tokens.put("administrator", administrator(engine));
            String tenant = engine.deployment().tenant().toString();
            String subscription = "/subscriptions/" + engine.deployment().subscription();
            all.put("tenant", tenant);
            all.put("subscription", engine.deployment().subscription().toString());
            String group = subscription + "/resourceGroups/golden";
            String vaults = group + "/providers/Microsoft.KeyVault/vaults/";
            String by = "administrator";
            record.note(by, MANAGEMENT, subscription, "api-version=2022-12-01");
            record.note(by, MANAGEMENT, group, "api-version=2021-04-01");
            record.note(by, MANAGEMENT, vaults + "golden-one", "api-version=2022-07-01");
            record.note(by, MANAGEMENT, vaults + "golden-two", "api-version=2022-07-01");
            record.note(
                    by,
                    MANAGEMENT,
                    subscription
                            + "/providers/Microsoft.KeyVault/locations/local/deletedVaults/golden-gone",
                    "api-version=2022-07-01");
            record.note(
                    by,
                    MANAGEMENT,
                    vaults + "golden-two/providers/Microsoft.Authorization/roleAssignments",
                    "api-version=2022-04-01&$filter=atScope()");
            String filter = "$filter=displayName%20eq%20'golden-app'";
            JsonNode apps = record.note(by, "graph" + DOMAIN, "/v1.0/applications", filter);
            record.note(by, "graph" + DOMAIN, "/v1.0/servicePrincipals", filter);
            record.note(
                    by,
                    MANAGEMENT,
                    subscription + "/providers/Keyward.Audit/records",
                    "api-version=2026-01-01&from=2020-01-01T00:00:00Z&to="
                            + NOW.minus(Duration.ofDays(1))
                            + "&vault=golden-two&$top=1000");
            record.vault(by, "golden-one");
            record.vault(by, "golden-two");
            record.operations(by, "golden-one");
            String client = apps.path("value").path(0).path("appId").asText();
            all.put("application", client);
            record.tokens.put(
                    "application",
                    record.application(tenant, client, "the-golden-password-of-an-application"));
            for (String vault : List.of("golden-one", "golden-two")) {
                String host = vault + ".vault" + DOMAIN;
                record.note("application", host, "/secrets", DATA);
                record.note(
                        "application",
                        host,
                        vault.endsWith("one") ? "/secrets/db" : "/secrets/other",
                        DATA);
                record.note("application", host, "/certificates", DATA);
            }
            all.set("home", record.recorded);
        }
    }

    static void export(Path home, Path folder, ObjectNode all) throws Exception {
        try (Engine engine = open(home, EngineConfig.Profile.DEV)) {
            Record record = new Record(engine);
            FirstSecret first = engine.firstSecret().orElseThrow();
            record.tokens.put(
                    "administrator",
                    record.application(
                            first.tenant().toString(),
                            first.application().toString(),
                            first.secret().toUtf8(SecretAccess.request())));
            ObjectNode body = JSON.createObjectNode().put("passphrase", "the golden passphrase");
            body.putArray("value")
                    .add(
                            BASE64URL.encodeToString(
                                    Files.readAllBytes(folder.resolve("contents.sealed"))));
            JsonNode imported =
                    record.ask(
                            "administrator",
                            "POST",
                            MANAGEMENT,
                            "/subscriptions/"
                                    + engine.deployment().subscription()
                                    + "/providers/Keyward.Development/vaults/dev/import",
                            "api-version=2026-11-01",
                            body.toString());
            all.set("imported", imported);
            record.vault("administrator", "dev");
            record.operations("administrator", "dev");
            all.set("export", record.recorded);
        }
    }

    /// Everything in a vault, found by its lists.
    void vault(String by, String vault) {
        String host = vault + ".vault" + DOMAIN;
        for (String kind : List.of("keys", "secrets", "certificates")) {
            for (String name : names(note(by, host, "/" + kind, DATA), 4)) {
                String path = "/" + kind + "/" + name;
                note(by, host, path, DATA);
                for (String version : names(note(by, host, path + "/versions", DATA), 5)) {
                    note(by, host, path + "/" + version, DATA);
                }
                if (kind.equals("keys")) {
                    note(by, host, path + "/rotationpolicy", DATA);
                }
                if (kind.equals("certificates")) {
                    note(by, host, path + "/policy", DATA);
                    note(by, host, path + "/pending", DATA);
                }
            }
            for (String name : names(note(by, host, "/deleted" + kind, DATA), 4)) {
                note(by, host, "/deleted" + kind + "/" + name, DATA);
            }
        }
        note(by, host, "/certificates/contacts", DATA);
        for (String name : names(note(by, host, "/certificates/issuers", DATA), 5)) {
            note(by, host, "/certificates/issuers/" + name, DATA);
        }
    }

    /// What was made with the keys now has to be good with them later.
    void operations(String by, String vault) {
        String host = vault + ".vault" + DOMAIN;
        Map<String, String> signing =
                Map.of(
                        "rsa",
                        "PS256",
                        "ec-p-256",
                        "ES256",
                        "ec-p-384",
                        "ES384",
                        "ec-p-521",
                        "ES512",
                        "ec-p-256k",
                        "ES256K",
                        "ed25519",
                        "EdDSA",
                        "ml-dsa",
                        "ML-DSA-65",
                        "sig",
                        "ES256");
        Map<String, String> wrapping =
                Map.of(
                        "rsa",
                        "RSA-OAEP-256",
                        "oct",
                        "A256KW",
                        "x25519",
                        "ECDH-ES+A256KW",
                        "ml-kem",
                        "ML-KEM-768+A192KW");
        for (String name : names(ask(by, "GET", host, "/keys", DATA, null), 4)) {
            for (String version :
                    names(ask(by, "GET", host, "/keys/" + name + "/versions", DATA, null), 5)) {
                String path = "/keys/" + name + "/" + version;
                if (signing.containsKey(name)) {
                    String alg = signing.get(name);
                    int bytes = alg.endsWith("512") ? 64 : alg.endsWith("384") ? 48 : 32;
                    String digest = BASE64URL.encodeToString(new byte[bytes]);
                    JsonNode made =
                            ask(
                                    by,
                                    "POST",
                                    host,
                                    path + "/sign",
                                    DATA,
                                    text("alg", alg, "value", digest));
                    note(
                            by,
                            "POST",
                            host,
                            path + "/verify",
                            DATA,
                            text(
                                    "alg",
                                    alg,
                                    "digest",
                                    digest,
                                    "value",
                                    made.path("value").asText()));
                }
                if (wrapping.containsKey(name)) {
                    String alg = wrapping.get(name);
                    String key =
                            BASE64URL.encodeToString(
                                    "a content key that has 32 bytes!"
                                            .getBytes(StandardCharsets.UTF_8));
                    JsonNode made =
                            ask(
                                    by,
                                    "POST",
                                    host,
                                    path + "/wrapkey",
                                    DATA,
                                    text("alg", alg, "value", key));
                    note(
                            by,
                            "POST",
                            host,
                            path + "/unwrapkey",
                            DATA,
                            text("alg", alg, "value", made.path("value").asText()));
                }
            }
        }
    }

    static String text(String... members) {
        ObjectNode node = JSON.createObjectNode();
        for (int i = 0; i < members.length; i += 2) {
            node.put(members[i], members[i + 1]);
        }
        return node.toString();
    }

    /// The part of each id in a list that says what it is.
    static List<String> names(JsonNode list, int part) {
        List<String> names = new ArrayList<>();
        for (JsonNode item : list.path("value")) {
            String id = item.has("kid") ? item.path("kid").asText() : item.path("id").asText();
            names.add(id.split("/")[part]);
        }
        return names;
    }

    JsonNode note(String by, String host, String path, String query) {
        return note(by, "GET", host, path, query, null);
    }

    JsonNode note(String by, String method, String host, String path, String query, String body) {
        ObjectNode sent = exchange(by, method, host, path, query, body);
        recorded.add(sent);
        return sent.path("answer");
    }

    JsonNode ask(String by, String method, String host, String path, String query, String body) {
        ObjectNode sent = exchange(by, method, host, path, query, body);
        if (sent.path("status").asInt() != 200) {
            throw new IllegalStateException(path + " " + sent.path("answer"));
        }
        return sent.path("answer");
    }

    ObjectNode exchange(
            String by, String method, String host, String path, String query, String body) {
        String resource = host.contains(".vault.") ? VAULT_RESOURCE : "https://" + host + "/";
        ObjectNode sent =
                send(
                        method,
                        host,
                        path,
                        query,
                        Map.of(
                                "authorization",
                                List.of("Bearer " + tokens.get(by).apply(resource))),
                        body);
        sent.put("by", by);
        return sent;
    }

    ObjectNode send(
            String method,
            String host,
            String path,
            String query,
            Map<String, List<String>> headers,
            String body) {
        ApiResponse answer =
                engine.handle(
                                new ApiRequest(
                                        method,
                                        host,
                                        path,
                                        query,
                                        headers,
                                        body == null
                                                ? new byte[0]
                                                : body.getBytes(StandardCharsets.UTF_8),
                                        "127.0.0.1",
                                        "TLS1_3"))
                        .toCompletableFuture()
                        .join();
        try {
            ObjectNode sent = JSON.createObjectNode();
            sent.put("method", method).put("host", host).put("path", path).put("query", query);
            if (body != null) {
                sent.put("body", body);
            }
            sent.put("status", answer.status());
            sent.set("answer", JSON.readTree(answer.body()));
            return sent;
        } catch (Exception notJson) {
            throw new IllegalStateException(notJson);
        }
    }
}
