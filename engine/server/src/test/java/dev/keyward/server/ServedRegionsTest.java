package dev.keyward.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyward.server.NamedServer.Answer;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Two regions of one server, over TLS by their real host names.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ServedRegionsTest {
    private static final String LOCAL = "local.keyward.localhost";
    private static final String WEST = "west.keyward.localhost";
    private static final String SECRET = "/secrets/s?api-version=7.4";

    private NamedServer server;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException, GeneralSecurityException {
        server = new NamedServer(folder, "locations=west");
        String owner = server.token("login." + LOCAL, url("management." + LOCAL));
        arm(owner, "POST", "/providers/Microsoft.KeyVault/register", "");
        arm(owner, "PUT", "/resourcegroups/group", "{\"location\":\"local\"}");
        make(owner, "here", "local");
        make(owner, "there", "west");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private String url(String host) {
        return "https://" + host + ":" + server.port();
    }

    private Answer arm(String token, String method, String path, String body) throws IOException {
        Answer answer =
                server.signed(
                        token,
                        "management." + LOCAL,
                        method,
                        server.subscription() + path + "?api-version=2019-09-01",
                        body);
        assertThat(answer.status()).as(answer.json().toString()).isBetween(200, 201);
        return answer;
    }

    private void make(String owner, String vault, String region) throws IOException {
        String graph = server.token("login." + WEST, url("graph." + WEST));
        String self =
                server.signed(
                                graph,
                                "graph." + WEST,
                                "GET",
                                "/v1.0/servicePrincipals?$filter=appId%20eq%20'"
                                        + server.administrator.application()
                                        + "'",
                                null)
                        .text("/value/0/id");
        Answer made =
                arm(
                        owner,
                        "PUT",
                        "/resourceGroups/group/providers/Microsoft.KeyVault/vaults/" + vault,
                        """
                        {"location":"%1$s","properties":{"tenantId":"%2$s",
                        "sku":{"family":"A","name":"standard"},
                        "accessPolicies":[{"tenantId":"%2$s","objectId":"%3$s",
                        "permissions":{"secrets":["all"]}}]}}\
                        """
                                .formatted(region, server.administrator.tenant(), self));
        assertThat(made.text("/properties/vaultUri"))
                .isEqualTo(url(vault + ".vault." + region + ".keyward.localhost") + "/");
    }

    @Test
    void eachVaultAnswersByTheHostOfItsRegionAlone() throws IOException {
        String token = server.token("login." + LOCAL, url("vault." + LOCAL));
        Answer set =
                server.signed(token, "there.vault." + WEST, "PUT", SECRET, "{\"value\":\"v\"}");
        assertThat(set.status()).isEqualTo(200);
        assertThat(set.text("/id")).startsWith(url("there.vault." + WEST) + "/secrets/s/");
        assertThat(set.headers()).containsEntry("x-ms-keyvault-region", "west");

        assertThat(server.signed(token, "there.vault." + LOCAL, "GET", SECRET, null).status())
                .isEqualTo(404);
        assertThat(server.signed(token, "here.vault." + WEST, "GET", SECRET, null).status())
                .isEqualTo(404);
        assertThat(
                        server.signed(
                                        token,
                                        "here.vault." + LOCAL,
                                        "PUT",
                                        SECRET,
                                        "{\"value\":\"v\"}")
                                .status())
                .isEqualTo(200);
    }

    @Test
    void theChallengeLeadsToATokenThatIsGood() throws IOException {
        Answer asked = server.ask("there.vault." + WEST, "GET", SECRET, "", null);
        assertThat(asked.status()).isEqualTo(401);
        assertThat(asked.headers().get("www-authenticate"))
                .isEqualTo(
                        "Bearer authorization=\"%s/%s\", resource=\"%s\""
                                .formatted(
                                        url("login." + WEST),
                                        server.administrator.tenant(),
                                        url("vault." + WEST)));
        String token = server.token("login." + WEST, url("vault." + WEST));
        assertThat(
                        server.signed(
                                        token,
                                        "there.vault." + WEST,
                                        "PUT",
                                        SECRET,
                                        "{\"value\":\"v\"}")
                                .status())
                .isEqualTo(200);
    }

    @Test
    void theOperatorsHostTakesTokensForItselfAlone() throws IOException {
        String clock = server.provider() + "/providers/Keyward.Clock/time?api-version=2026-11-01";
        for (String region : new String[] {LOCAL, WEST}) {
            String host = "adminmanagement." + region;
            String management = server.token("login." + region, url("management." + region));
            Answer refused = server.signed(management, host, "GET", clock, null);
            assertThat(refused.status()).isEqualTo(401);
            assertThat(refused.text("/error/code")).isEqualTo("InvalidAuthenticationToken");
            String admin = server.token("login." + region, url("adminmanagement." + LOCAL));
            assertThat(server.signed(admin, host, "GET", clock, null).status()).isEqualTo(200);
            assertThat(server.signed(admin, "management." + region, "GET", clock, null).status())
                    .isEqualTo(401);
        }
        assertThat(
                        server.ask(
                                        "adminmanagement." + WEST,
                                        "GET",
                                        "/metadata/endpoints?api-version=2015-01-01",
                                        "",
                                        null)
                                .text("/authentication/audiences/0"))
                .isEqualTo(url("adminmanagement." + WEST) + "/");
    }

    /// Each over a connection of its own; the operator by his own host.
    @Test
    void ofManyWhoMakeAVaultOrASecretAtOnceAsManySucceedAsTheQuotaOfTheirRegionAllows()
            throws Exception {
        String owner = server.token("login." + WEST, url("management." + WEST));
        String vaults = server.token("login." + WEST, url("vault." + WEST));
        limit(owner, 5);
        try {
            atOnce(
                    201,
                    number ->
                            server.signed(
                                    owner,
                                    "management." + WEST,
                                    "PUT",
                                    server.subscription()
                                            + "/resourceGroups/group/providers/Microsoft.KeyVault"
                                            + "/vaults/edge"
                                            + number
                                            + "?api-version=2019-09-01",
                                    """
                                    {"location":"west","properties":{"tenantId":"%s",
                                    "sku":{"family":"A","name":"standard"},"accessPolicies":[]}}\
                                    """
                                            .formatted(server.administrator.tenant())),
                    refused -> {
                        assertThat(refused.status()).isEqualTo(409);
                        assertThat(refused.text("/error/code")).isEqualTo("QuotaExceeded");
                    });
            atOnce(
                    200,
                    number ->
                            server.signed(
                                    vaults,
                                    "there.vault." + WEST,
                                    "PUT",
                                    "/secrets/edge" + number + "?api-version=7.4",
                                    "{\"value\":\"v\"}"),
                    refused -> {
                        assertThat(refused.status()).isEqualTo(403);
                        assertThat(refused.text("/error/innererror/code"))
                                .isEqualTo("QuotaExceeded");
                    });
            for (int i = 0; i < 2; i++) {
                JsonNode usage = usages(owner).at("/value/" + i);
                assertThat(usage.at("/currentValue"))
                        .as(usage.toString())
                        .isEqualTo(usage.at("/limit"));
            }
            // The other region has no limit.
            assertThat(
                            server.signed(
                                            server.token("login." + LOCAL, url("vault." + LOCAL)),
                                            "here.vault." + LOCAL,
                                            "PUT",
                                            "/secrets/edge?api-version=7.4",
                                            "{\"value\":\"v\"}")
                                    .status())
                    .isEqualTo(200);
        } finally {
            plan("Unlimited");
        }
    }

    private interface Call {
        Answer of(int number) throws IOException;
    }

    /// Of 32 who call at once five succeed.
    private static void atOnce(int success, Call call, Consumer<Answer> refusal) throws Exception {
        List<Callable<Answer>> calls = new ArrayList<>();
        for (int i = 0; i < 32; i++) {
            int number = i;
            calls.add(() -> call.of(number));
        }
        int made = 0;
        try (ExecutorService all = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Answer> each : all.invokeAll(calls)) {
                if (each.get().status() == success) {
                    made++;
                } else {
                    refusal.accept(each.get());
                }
            }
        }
        assertThat(made).isEqualTo(5);
    }

    private JsonNode usages(String owner) throws IOException {
        return server.signed(
                        owner,
                        "management." + WEST,
                        "GET",
                        server.subscription()
                                + "/providers/Microsoft.KeyVault/locations/west/usages"
                                + "?api-version=2019-09-01",
                        null)
                .json();
    }

    /// To so many more than there are.
    private void limit(String owner, int more) throws IOException {
        JsonNode used = usages(owner);
        operator(
                quota("west", "edge") + "?api-version=2017-02-01-preview",
                "{\"properties\":{\"maxVaults\":%d,\"maxObjects\":%d}}"
                        .formatted(
                                used.at("/value/0/currentValue").asLong() + more,
                                used.at("/value/1/currentValue").asLong() + more));
        plan("edge");
    }

    private String quota(String region, String name) {
        return server.provider()
                + "/providers/Microsoft.KeyVault.Admin/locations/"
                + region
                + "/quotas/"
                + name;
    }

    /// The plan that a deployment begins with.
    private void plan(String west) throws IOException {
        operator(
                server.provider()
                        + "/resourceGroups/key-vault/providers/Microsoft.Subscriptions.Admin"
                        + "/plans/key-vault?api-version=2015-11-01",
                "{\"properties\":{\"quotaIds\":[\"%s\",\"%s\"]}}"
                        .formatted(quota("local", "Unlimited"), quota("west", west)));
    }

    private void operator(String target, String body) throws IOException {
        String token = server.token("login." + WEST, url("adminmanagement." + WEST));
        Answer answer = server.signed(token, "adminmanagement." + WEST, "PUT", target, body);
        assertThat(answer.status()).as(answer.json().toString()).isBetween(200, 201);
    }

    @Test
    void managementIsThereInEachRegion() throws IOException {
        String token = server.token("login." + WEST, url("management." + WEST));
        Answer vaults =
                server.signed(
                        token,
                        "management." + WEST,
                        "GET",
                        server.subscription()
                                + "/providers/Microsoft.KeyVault/vaults?api-version=2019-09-01"
                                + "&$top=1",
                        null);
        assertThat(vaults.status()).isEqualTo(200);
        assertThat(vaults.text("/nextLink")).startsWith(url("management." + WEST) + "/");
    }
}
