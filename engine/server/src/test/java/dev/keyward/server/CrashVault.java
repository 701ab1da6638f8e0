package dev.keyward.server;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Makes a vault `crash` in a server that was just started for the first time, by its management
/// plane, as its first administrator would.
final class CrashVault {
    private static final String GROUP_VERSION = "?api-version=2021-04-01";
    private static final String VAULT_VERSION = "?api-version=2022-07-01";

    private CrashVault() {}

    /// @param said what the server said at its first start
    /// @return the environment of a client
    static Map<String, String> make(List<String> said, Path home, int port) throws Exception {
        String self = "https://localhost:" + port;
        Map<String, String> environment = new HashMap<>();
        environment.put("AZURE_TENANT_ID", after("tenant", said));
        environment.put("AZURE_CLIENT_ID", after("client id", said));
        environment.put("AZURE_CLIENT_SECRET", after("client secret", said));
        environment.put("AZURE_AUTHORITY_HOST", self);
        environment.put("AZURE_KEYVAULT_URL", self);
        environment.put("SSL_CERT_FILE", home.resolve("tls").resolve("ca.pem").toString());
        VaultCaller administrator = new VaultCaller(environment, self);
        String subscription = self + "/subscriptions/" + after("subscription", said);
        call(
                administrator,
                "POST",
                subscription + "/providers/Microsoft.KeyVault/register" + GROUP_VERSION,
                "");
        call(
                administrator,
                "PUT",
                subscription + "/resourceGroups/tests" + GROUP_VERSION,
                "{\"location\":\"local\"}");
        call(
                administrator,
                "PUT",
                subscription
                        + "/resourceGroups/tests/providers/Microsoft.KeyVault/vaults/crash"
                        + VAULT_VERSION,
                "{\"location\":\"local\",\"properties\":{\"tenantId\":\""
                        + environment.get("AZURE_TENANT_ID")
                        + "\",\"sku\":{\"family\":\"A\",\"name\":\"standard\"},"
                        + "\"accessPolicies\":[{\"tenantId\":\""
                        + environment.get("AZURE_TENANT_ID")
                        + "\",\"objectId\":\""
                        + administrator.objectId()
                        + "\",\"permissions\":{\"keys\":[\"create\",\"get\",\"list\",\"sign\"],\"secrets\":[\"get\",\"set\"]}}]}}");
        return environment;
    }

    private static String after(String label, List<String> said) {
        return said.stream()
                .map(String::strip)
                .filter(line -> line.startsWith(label))
                .map(line -> line.substring(label.length()).strip())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the server told no " + label));
    }

    private static void call(VaultCaller caller, String method, String url, String body)
            throws IOException, InterruptedException {
        HttpResponse<String> response =
                caller.http()
                        .send(
                                HttpRequest.newBuilder(URI.create(url))
                                        .header("Authorization", "Bearer " + caller.token())
                                        .header("Content-Type", "application/json")
                                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() >= 300) {
            throw new IOException(
                    method + " " + url + ": " + response.statusCode() + " " + response.body());
        }
    }
}
