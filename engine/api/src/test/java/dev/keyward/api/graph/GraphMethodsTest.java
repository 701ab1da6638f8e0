package dev.keyward.api.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyward.api.Insides;
import dev.keyward.api.arm.Stack;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GraphMethodsTest {
    private static final String ANN = "ann@keyward.localhost";
    private static final String PASSWORD = "correct horse battery";

    @TempDir Path folder;
    private GraphCalls graph;
    private String id;
    private String app;

    @BeforeEach
    void start() throws IOException {
        graph = GraphCalls.at(folder.resolve("home"));
        id = graph.user(ANN, PASSWORD).text("/id");
        Stack stack = graph.stack();
        app = new Insides(stack.engine).codeApp(stack.tenant.toString(), id, stack.clock.instant());
    }

    @AfterEach
    void stop() {
        graph.close();
    }

    @Test
    void anAdministratorSeesHowAUserSignsIn() {
        Stack.Answer all =
                graph.call("GET", "/v1.0/users/" + ANN + "/authentication/methods", null)
                        .expect(200);
        assertThat(all.text("/value/0/@odata.type"))
                .isEqualTo("#microsoft.graph.passwordAuthenticationMethod");
        assertThat(all.text("/value/1/@odata.type"))
                .isEqualTo("#microsoft.graph.softwareOathAuthenticationMethod");
        assertThat(all.text("/value/1/id")).isEqualTo(app);
        assertThat(all.json().toString()).doesNotContain("secret");
        graph.call("GET", "/v1.0/users/" + id + "/authentication/softwareOathMethods/" + app, null)
                .expect(200);
    }

    @Test
    void whoHasAnAppCantSignInWithAPasswordAloneUntilItIsTakenAway() {
        Stack.Answer refused = signIn().expect(400);
        assertThat(refused.text("/error")).isEqualTo("interaction_required");
        assertThat(refused.json().at("/error_codes/0").asInt()).isEqualTo(50076);

        String method = "/v1.0/users/" + id + "/authentication/softwareOathMethods/" + app;
        graph.call("DELETE", method, null).expect(204);
        signIn().expect(200);
        graph.call("DELETE", method, null).refused(404, "Request_ResourceNotFound");
        graph.call("GET", method, null).refused(404, "Request_ResourceNotFound");
    }

    @Test
    void othersSeeNothingOfIt() {
        graph.user("bob@keyward.localhost", PASSWORD);
        GraphCalls bob =
                new GraphCalls(
                        graph.stack(),
                        graph.userToken("bob@keyward.localhost", PASSWORD),
                        graph.tenant());
        String methods = "/v1.0/users/" + id + "/authentication/";
        for (String path :
                new String[] {"methods", "softwareOathMethods", "softwareOathMethods/" + app}) {
            bob.call("GET", methods + path, null).refused(403, "Authorization_RequestDenied");
        }
        bob.call("DELETE", methods + "softwareOathMethods/" + app, null)
                .refused(403, "Authorization_RequestDenied");
    }

    private Stack.Answer signIn() {
        return graph.stack()
                .form(
                        graph.tenant() + "/oauth2/token",
                        Map.of(
                                "grant_type",
                                "password",
                                "client_id",
                                "1950a258-227b-4e31-a9cf-717495945fc2",
                                "username",
                                ANN,
                                "password",
                                PASSWORD,
                                "resource",
                                Stack.VAULT_RESOURCE));
    }
}
