package dev.keyward.api.graph;

import dev.keyward.api.arm.Stack;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the first administrator of a deployment does in its directory, in both dialects.
///
/// @param token of the administrator
/// @param tenant with which paths of the older dialect begin
record GraphCalls(Stack stack, String token, String tenant) implements AutoCloseable {
    static final String AAD = "?api-version=1.6";

    static GraphCalls at(Path home) throws IOException {
        Stack stack = new Stack(home);
        return new GraphCalls(stack, stack.graphToken(), "/" + stack.tenant);
    }

    Stack.Answer call(String method, String target, @Nullable String body) {
        return stack.call(method, Stack.GRAPH, target, token, body);
    }

    Stack.Answer user(String name, String password) {
        return call(
                        "POST",
                        "/v1.0/users",
                        """
                        {"displayName":"Alice","userPrincipalName":"%s","passwordProfile":{"password":"%s"}}
                        """
                                .formatted(name, password))
                .expect(201);
    }

    String userToken(String name, String password) {
        return stack.form(
                        tenant + "/oauth2/token",
                        Map.of(
                                "grant_type",
                                "password",
                                "client_id",
                                "1950a258-227b-4e31-a9cf-717495945fc2",
                                "username",
                                name,
                                "password",
                                password,
                                "resource",
                                "https://" + Stack.GRAPH + "/"))
                .expect(200)
                .text("/access_token");
    }

    @Override
    public void close() {
        stack.close();
    }
}
