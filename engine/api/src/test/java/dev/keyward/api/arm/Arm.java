package dev.keyward.api.arm;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Calls of the management plane as the administrator of a fresh [Stack], or whoever's token it is
/// given.
final class Arm implements AutoCloseable {
    static final String VERSION = "?api-version=2023-07-01";
    static final String ALICE = "11111111-2222-4333-8444-555555555555";

    final Stack stack;
    String token;

    Arm(Stack stack) {
        this.stack = stack;
        this.token = stack.managementToken();
    }

    @Override
    public void close() {
        stack.close();
    }

    void ready() {
        register();
        putGroup("VaultRG");
    }

    void register() {
        call("POST", in("/providers/Microsoft.KeyVault/register"), null).expect(200);
    }

    void putGroup(String name) {
        put(in("/resourceGroups/" + name), "{\"location\":\"local\"}").expect(201);
    }

    String newVault(String... policies) {
        return "{\"location\":\"local\",\"properties\":{\"tenantId\":\""
                + stack.tenant
                + "\",\"sku\":{\"family\":\"A\",\"name\":\"standard\"},\"accessPolicies\":["
                + String.join(",", policies)
                + "]}}";
    }

    String recovering() {
        return newVault().replace("\"sku\"", "\"createMode\":\"recover\",\"sku\"");
    }

    String policy(String objectId, String word) {
        return "{\"tenantId\":\""
                + stack.tenant
                + "\",\"objectId\":\""
                + objectId
                + "\",\"permissions\":{\"secrets\":[\""
                + word
                + "\"]}}";
    }

    static String policies(String entry) {
        return "{\"properties\":{\"accessPolicies\":[" + entry + "]}}";
    }

    List<String> secretWords(String path) {
        List<String> words = new ArrayList<>();
        get(path)
                .json()
                .at("/properties/accessPolicies/0/permissions/secrets")
                .forEach(word -> words.add(word.asText()));
        return words;
    }

    Stack.Answer checkName(String name) {
        return call(
                        "POST",
                        in("/providers/Microsoft.KeyVault/checkNameAvailability"),
                        "{\"name\":\"" + name + "\",\"type\":\"Microsoft.KeyVault/vaults\"}")
                .expect(200);
    }

    /// An application of the tenant.
    record Application(String objectId, String appId, String secret) {
        String token(Stack stack, String resource) {
            return stack.token(appId, secret, resource);
        }
    }

    /// One that owns nothing.
    String strangersToken() {
        return application().token(stack, "https://" + Stack.MANAGEMENT + "/");
    }

    /// Makes one.
    Application application() {
        String graph = stack.graphToken();
        Stack.Answer app =
                stack.call(
                                "POST",
                                Stack.GRAPH,
                                "/v1.0/applications",
                                graph,
                                "{\"displayName\":\"stranger\"}")
                        .expect(201);
        Stack.Answer principal =
                stack.call(
                                "POST",
                                Stack.GRAPH,
                                "/v1.0/servicePrincipals",
                                graph,
                                "{\"appId\":\"" + app.text("/appId") + "\"}")
                        .expect(201);
        Stack.Answer secret =
                stack.call(
                                "POST",
                                Stack.GRAPH,
                                "/v1.0/applications/" + app.text("/id") + "/addPassword",
                                graph,
                                "{}")
                        .expect(200);
        return new Application(
                principal.text("/id"), app.text("/appId"), secret.text("/secretText"));
    }

    String in(String rest) {
        return "/subscriptions/" + stack.subscription + rest;
    }

    String vault(String group, String name) {
        return in("/resourceGroups/" + group + "/providers/Microsoft.KeyVault/vaults/" + name);
    }

    String deletedVault(String name) {
        return in("/providers/Microsoft.KeyVault/locations/local/deletedVaults/" + name);
    }

    Stack.Answer get(String path) {
        return get(path, "");
    }

    Stack.Answer get(String path, String more) {
        return call("GET", path, null, more).expect(200);
    }

    Stack.Answer put(String path, String body) {
        return call("PUT", path, body);
    }

    Stack.Answer call(String method, String path, @Nullable String body) {
        return call(method, path, body, "");
    }

    Stack.Answer call(String method, String path, @Nullable String body, String more) {
        return stack.call(
                method, Stack.MANAGEMENT, path + "?" + Stack.version(path) + more, token, body);
    }
}
