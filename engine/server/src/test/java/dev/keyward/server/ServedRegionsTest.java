package dev.keyward.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyward.server.NamedServer.Answer;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
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
        String clock =
                server.subscription() + "/providers/Keyward.Clock/time?api-version=2026-11-01";
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
