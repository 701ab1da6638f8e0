package dev.keyward.server;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.Map;

/// A second vault of a development server, made over the management plane.
public final class AnotherVault {
    private static final String VERSION = "?api-version=2023-07-01";

    private AnotherVault() {}

    /// Makes it, with all rights to its keys and secrets for the application of the environment.
    ///
    /// @return the environment of a client of that vault
    public static Map<String, String> make(Map<String, String> environment, int port, String name)
            throws IOException, InterruptedException, GeneralSecurityException {
        String server = "https://localhost:" + port;
        VaultCaller management = new VaultCaller(environment, server);
        HttpResponse<String> made =
                management
                        .http()
                        .send(
                                HttpRequest.newBuilder(
                                                URI.create(
                                                        server
                                                                + "/subscriptions/"
                                                                + management.value(
                                                                        "AZURE_SUBSCRIPTION_ID")
                                                                + "/resourceGroups/dev/providers/Microsoft.KeyVault/vaults/"
                                                                + name
                                                                + VERSION))
                                        .header("Authorization", "Bearer " + management.token())
                                        .header("Content-Type", "application/json")
                                        .PUT(
                                                HttpRequest.BodyPublishers.ofString(
                                                        """
                                                        {"location":"local","properties":{"tenantId":"%1$s",
                                                        "sku":{"family":"A","name":"standard"},"accessPolicies":[
                                                        {"tenantId":"%1$s","objectId":"%2$s",
                                                        "permissions":{"keys":["all"],"secrets":["all"]}}]}}
                                                        """
                                                                .formatted(
                                                                        management.value(
                                                                                "AZURE_TENANT_ID"),
                                                                        management.objectId())))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString());
        if (made.statusCode() != 201) {
            throw new IOException(made.statusCode() + " " + made.body());
        }
        Map<String, String> own = new HashMap<>(environment);
        own.put("AZURE_KEYVAULT_URL", "https://" + name + ".vault.local.keyward.localhost:" + port);
        return own;
    }
}
