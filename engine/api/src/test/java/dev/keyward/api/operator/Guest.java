package dev.keyward.api.operator;

import dev.keyward.api.arm.Stack;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The administrator of a directory tenant that the operator took in.
final class Guest {
    final Desk desk;
    final String tenantId;
    final String applicationId;
    final String objectId;
    final String token;
    private final String secret;

    Guest(Desk desk, String domain) {
        Stack.Answer made =
                desk.call("PUT", Desk.tenants("/" + domain), "{\"location\":\"local\"}")
                        .expect(201);
        this.desk = desk;
        this.tenantId = made.text("/properties/tenantId");
        this.applicationId = made.text("/properties/administrator/applicationId");
        this.objectId = made.text("/properties/administrator/objectId");
        this.secret = made.text("/properties/administrator/secret");
        this.token = token("https://" + Stack.MANAGEMENT + "/");
    }

    String secret() {
        return secret;
    }

    String token(String resource) {
        return signIn(resource).expect(200).text("/access_token");
    }

    Stack.Answer signIn(String resource) {
        return desk.stack.form(
                "/" + tenantId + "/oauth2/token",
                Map.of(
                        "grant_type", "client_credentials",
                        "client_id", applicationId,
                        "client_secret", secret,
                        "resource", resource));
    }

    Stack.Answer call(String method, String path, @Nullable String body) {
        return desk.stack.call(method, Stack.MANAGEMENT, path + Desk.VERSION, token, body);
    }

    Stack.Answer call(String method, String path, @Nullable String body, String version) {
        return desk.stack.call(
                method, Stack.MANAGEMENT, path + "?api-version=" + version, token, body);
    }

    static String request(String offer, String name) {
        return "{\"displayName\":\""
                + name
                + "\",\"offerId\":\"/delegatedProviders/default/offers/"
                + offer
                + "\",\"state\":\"Enabled\"}";
    }

    /// Subscribes to an offer.
    ///
    /// @return the new subscription's id
    String subscribe(String offer) {
        String id = UUID.randomUUID().toString();
        call("PUT", "/subscriptions/" + id, request(offer, "Ours")).expect(201);
        return id;
    }
}
