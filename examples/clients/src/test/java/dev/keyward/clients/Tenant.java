package dev.keyward.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What the first administrator of a server under test makes over REST: people, applications and
/// groups of its tenant, their vaults, and the tokens they get.
record Tenant(DevServer server, HttpClient http, PlainHttp graph) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /// A client that needs no secret of its own, as tools of people are.
    private static final String POWERSHELL = "1950a258-227b-4e31-a9cf-717495945fc2";

    /// What tokens for vaults are asked for.
    static final String VAULTS = "https://vault.azure.net";

    /// @param objectId what policies name
    /// @param name principal name, or client id
    /// @param secret password, or client secret
    record Account(String objectId, String name, String secret) {}

    static Tenant of(DevServer server) throws Exception {
        HttpClient http =
                HttpClient.newBuilder().sslContext(ObservedCalls.trusting(server)).build();
        String graph =
                server.get("AZURE_RESOURCE_MANAGER_URL").replace("//management.", "//graph.");
        Tenant unsigned = new Tenant(server, http, new PlainHttp(http, graph, "", ""));
        return new Tenant(
                server,
                http,
                new PlainHttp(http, graph, unsigned.token(unsigned.administrator(), graph), "1.6"));
    }

    /// The application that the server made at its first start; its object id isn't told.
    Account administrator() {
        return new Account("", server.get("AZURE_CLIENT_ID"), server.get("AZURE_CLIENT_SECRET"));
    }

    /// @param name without the tenant's domain
    Account user(String name, String password) throws Exception {
        String upn = name + "@keyward.localhost";
        JsonNode made =
                graph.call(
                        201,
                        "POST",
                        "v1.0/users",
                        JSON.createObjectNode()
                                .put("displayName", name)
                                .put("userPrincipalName", upn)
                                .<com.fasterxml.jackson.databind.node.ObjectNode>set(
                                        "passwordProfile",
                                        JSON.createObjectNode().put("password", password))
                                .toString());
        return new Account(made.path("id").asText(), upn, password);
    }

    /// With a service principal, and a secret that the tenant makes.
    Account application(String name) throws Exception {
        JsonNode made =
                graph.call(201, "POST", "v1.0/applications", "{\"displayName\":\"" + name + "\"}");
        String client = made.path("appId").asText();
        String secret =
                graph.call(
                                "POST",
                                "v1.0/applications/" + made.path("id").asText() + "/addPassword",
                                "{}")
                        .path("secretText")
                        .asText();
        return new Account(
                graph.call(201, "POST", "v1.0/servicePrincipals", "{\"appId\":\"" + client + "\"}")
                        .path("id")
                        .asText(),
                client,
                secret);
    }

    /// @return its object id
    String group(String name, Account member) throws Exception {
        String id =
                graph.call(201, "POST", "v1.0/groups", "{\"displayName\":\"" + name + "\"}")
                        .path("id")
                        .asText();
        graph.call(
                204,
                "POST",
                "v1.0/groups/" + id + "/members/$ref",
                "{\"@odata.id\":\"https://graph/v1.0/directoryObjects/"
                        + member.objectId()
                        + "\"}");
        return id;
    }

    /// An access token: of a person by name and password, of an application by its secret.
    String token(Account account, String resource) throws Exception {
        Map<String, String> form = new TreeMap<>(Map.of("scope", resource + "/.default"));
        if (account.name().contains("@")) {
            form.put("grant_type", "password");
            form.put("client_id", POWERSHELL);
            form.put("username", account.name());
            form.put("password", account.secret());
        } else {
            form.put("grant_type", "client_credentials");
            form.put("client_id", account.name());
            form.put("client_secret", account.secret());
        }
        String body =
                form.entrySet().stream()
                        .map(field ->
                                field.getKey()
                                        + "="
                                        + URLEncoder.encode(
                                                field.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&"));
        HttpResponse<String> answer =
                http.send(
                        HttpRequest.newBuilder(
                                        URI.create(
                                                server.get("AZURE_AUTHORITY_HOST")
                                                        + "/"
                                                        + server.get("AZURE_TENANT_ID")
                                                        + "/oauth2/v2.0/token"))
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        JsonNode json = JSON.readTree(answer.body());
        assertThat(answer.statusCode()).as(json.path("error_description").asText()).isEqualTo(200);
        return json.path("access_token").asText();
    }

    /// The data plane of a vault for somebody.
    PlainHttp vault(String url, Account account) throws Exception {
        return new PlainHttp(http, url, token(account, VAULTS), "2026-04-01");
    }

    /// The management plane for somebody, below the server's first subscription.
    PlainHttp management(Account account) throws Exception {
        String management = server.get("AZURE_RESOURCE_MANAGER_URL");
        PlainHttp all = new PlainHttp(http, management, token(account, management), "2023-07-01");
        String subscription =
                all.under("2022-12-01").get("subscriptions").at("/value/0/id").asText();
        return new PlainHttp(http, management + subscription, all.token(), all.version());
    }

    /// Registers the provider, which a subscription needs once before its first vault.
    void registerKeyVault() throws Exception {
        management(administrator())
                .under("2021-04-01")
                .call("POST", "providers/Microsoft.KeyVault/register", "");
    }

    /// A vault in a group of the same name.
    ///
    /// @param name one that this machine's names of hosts know
    /// @param permissions by account, as JSON of the lists
    /// @return its URL
    String newVault(String name, Map<Account, String> permissions) throws Exception {
        PlainHttp management = management(administrator());
        management
                .under("2021-04-01")
                .call(201, "PUT", "resourceGroups/" + name, "{\"location\":\"local\"}");
        return management
                .call(
                        201,
                        "PUT",
                        pathOf(name),
                        "{\"location\":\"local\",\"properties\":{\"tenantId\":\""
                                + server.get("AZURE_TENANT_ID")
                                + "\",\"sku\":{\"family\":\"A\",\"name\":\"standard\"},\"accessPolicies\":"
                                + policies(permissions)
                                + "}}")
                .at("/properties/vaultUri")
                .asText()
                .replaceAll("/$", "");
    }

    /// Adds to what a vault's policies give.
    ///
    /// @param vault as [#newVault] made it, or `dev`
    void authorize(String vault, Map<Account, String> permissions) throws Exception {
        management(administrator())
                .call(
                        "PUT",
                        pathOf(vault) + "/accessPolicies/add",
                        "{\"properties\":{\"accessPolicies\":" + policies(permissions) + "}}");
    }

    static String pathOf(String vault) {
        return "resourceGroups/" + vault + "/providers/Microsoft.KeyVault/vaults/" + vault;
    }

    private String policies(Map<Account, String> permissions) {
        return permissions.entrySet().stream()
                .map(each ->
                        "{\"tenantId\":\""
                                + server.get("AZURE_TENANT_ID")
                                + "\",\"objectId\":\""
                                + each.getKey().objectId()
                                + "\",\"permissions\":{"
                                + each.getValue()
                                + "}}")
                .collect(Collectors.joining(",", "[", "]"));
    }

    /// What the log has of calls, the oldest first.
    List<JsonNode> log() throws Exception {
        List<JsonNode> records = new ArrayList<>();
        management(administrator())
                .under("2026-11-01&from=2000-01-01T00:00:00Z&$top=1000")
                .get("providers/Keyward.Audit/records")
                .path("value")
                .forEach(entry -> records.add(entry.path("record")));
        return records;
    }
}
