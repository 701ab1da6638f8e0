package dev.keyward.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.exception.ResourceModifiedException;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.HttpPipelineSyncPolicy;
import com.azure.core.util.polling.SyncPoller;
import com.azure.security.keyvault.keys.KeyClient;
import com.azure.security.keyvault.keys.KeyClientBuilder;
import com.azure.security.keyvault.keys.models.CreateEcKeyOptions;
import com.azure.security.keyvault.secrets.SecretClient;
import com.azure.security.keyvault.secrets.SecretClientBuilder;
import com.azure.security.keyvault.secrets.models.DeletedSecret;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// The unmodified Azure SDK for Java against a server that is as slow as Azure: it has to bear 429
/// and deletions that take a while, and is seen to.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class LikeAzureTest {
    private static final int MOST_UNTHROTTLED = 100;

    private final DevServer server;
    private final List<String> waits = new CopyOnWriteArrayList<>();

    LikeAzureTest() throws Exception {
        server = DevServer.start("--throttle", "azure", "--settle", "5s");
        server.trustIt();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void theClientWaitsAndTriesAgainWhenThrottled() {
        KeyClient keys =
                new KeyClientBuilder()
                        .vaultUrl(server.get("AZURE_KEYVAULT_URL"))
                        .credential(server.credential())
                        .disableChallengeResourceVerification()
                        .addPolicy(new Watch())
                        .buildClient();
        // Twenty and two more for each second: how many it takes depends on the machine.
        for (int i = 0; waits.isEmpty(); i++) {
            assertThat(i).as("keys made unthrottled").isLessThan(MOST_UNTHROTTLED);
            assertThat(keys.createEcKey(new CreateEcKeyOptions("many-" + i)).getName())
                    .isEqualTo("many-" + i);
        }
        assertThat(waits).containsOnly("1");
    }

    @Test
    void aNameIsNotFreeWhileItsDeletionSettles() {
        SecretClient secrets =
                new SecretClientBuilder()
                        .vaultUrl(server.get("AZURE_KEYVAULT_URL"))
                        .credential(server.credential())
                        .disableChallengeResourceVerification()
                        .buildClient();
        secrets.setSecret("going", "v");
        SyncPoller<DeletedSecret, Void> deletion = secrets.beginDeleteSecret("going");
        assertThat(deletion.poll().getStatus().isComplete()).isFalse();
        assertThatThrownBy(() -> secrets.setSecret("going", "w"))
                .isInstanceOfSatisfying(
                        ResourceModifiedException.class,
                        refused -> assertThat(refused.getResponse().getStatusCode()).isEqualTo(409))
                .hasMessageContaining("ObjectIsBeingDeleted");
        deletion.waitForCompletion();
        assertThat(secrets.getDeletedSecret("going").getName()).isEqualTo("going");
    }

    @Test
    void theJavaScriptClientBearsItToo() throws Exception {
        NodeExample.PRESENT.assumeInstalled();
        assertThat(NodeExample.PRESENT.test(server.environment(), "like-azure.mjs"))
                .contains("# skipped 0");
    }

    @Test
    void thePythonClientBearsItToo() throws Exception {
        PythonExample.assumeInstalled();
        PythonExample.test(server.environment(), "like_azure");
    }

    /// Notes what each 429 asks for; runs for every try.
    private final class Watch extends HttpPipelineSyncPolicy {
        @Override
        protected HttpResponse afterReceivedResponse(
                HttpPipelineCallContext context, HttpResponse response) {
            if (response.getStatusCode() == 429) {
                waits.add(response.getHeaderValue(HttpHeaderName.RETRY_AFTER));
            }
            return response;
        }
    }
}
