package dev.keyward.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyward.clients.Tenant.Account;
import dev.keyward.testing.Markers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.interfaces.RSAPrivateCrtKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The operator of a server that keeps its state, who owns the deployment and its subscription,
/// looks for the keys of a customer: in every answer that he gets, and in every file.
final class CuriousOperatorTest {
    private static DevServer server;
    private static Tenant tenant;

    private final Markers markers = new Markers();
    private final List<String> answers = new ArrayList<>();

    @BeforeAll
    static void start() throws Exception {
        server = DevServer.startToKeep();
        server.trustIt();
        tenant = Tenant.of(server);
        tenant.registerKeyVault();
    }

    @AfterAll
    static void stop() {
        tenant.http().close();
        server.close();
    }

    @Test
    @Tag("seed:I-32")
    void neitherSeesNorTakesAKeyByAnyWay() throws Exception {
        Account customer = tenant.user("customer", "correct horse battery");
        String url =
                tenant.newVault(
                        "customer", Map.of(customer, "\"keys\":[\"import\",\"get\",\"sign\"]"));
        PlainHttp owned = tenant.vault(url, customer);
        owned.call("PUT", "keys/precious", "{\"key\":" + PlainHttp.jwk(marked()) + "}");

        // As he is: nothing of the vault is told.
        PlainHttp vault = tenant.vault(url, tenant.administrator());
        for (String path :
                List.of(
                        "GET keys",
                        "GET keys/precious",
                        "GET keys/precious/versions",
                        "POST keys/precious/backup",
                        "POST keys/precious//release",
                        "POST keys/precious//decrypt",
                        "POST keys/precious//sign",
                        "POST keys/precious/rotate",
                        "PATCH keys/precious",
                        "DELETE keys/precious",
                        "GET deletedkeys",
                        "GET secrets/precious",
                        "GET certificates/precious")) {
            refused(vault, path);
        }
        // The management plane knows the vault, and no way to what is in it.
        PlainHttp management = tenant.management(tenant.administrator());
        answers.add(management.get(Tenant.pathOf("customer")).toString());
        answers.add(management.get("resources").toString());
        for (String inside : List.of("/keys", "/keys/precious", "/secrets", "/secrets/precious")) {
            answers.add(
                    management.call(404, "GET", Tenant.pathOf("customer") + inside, "").toString());
        }
        // What takes contents out of a development server isn't there.
        answers.add(
                management
                        .under("2026-11-01")
                        .call(
                                404,
                                "POST",
                                "providers/Keyward.Development/vaults/customer/export",
                                "{\"passphrase\":\"correct horse battery\"}")
                        .toString());
        nothingIsFound();
    }

    /// As owner of the subscription he can let himself in, as on Azure. That stands in the log, and
    /// gives him the use of the key, never the key.
    @Test
    @Tag("seed:I-32")
    void whoLetsHimselfInUsesTheKeyOnTheRecordAndDoesntGetIt() throws Exception {
        Account customer = tenant.user("tenant", "correct horse battery");
        Account operator = tenant.user("operator", "correct horse battery");
        String url = tenant.newVault("places", Map.of(customer, "\"keys\":[\"import\"]"));
        tenant.vault(url, customer)
                .call("PUT", "keys/precious", "{\"key\":" + PlainHttp.jwk(marked()) + "}");
        tenant.authorize(
                "places",
                Map.of(
                        operator,
                        "\"keys\":[\"all\",\"purge\",\"release\"],\"secrets\":[\"all\"],\"certificates\":[\"all\"]"));
        PlainHttp vault = tenant.vault(url, operator);
        JsonNode key = vault.get("keys/precious");
        assertThat(key.path("key").has("n")).isTrue();
        assertThat(key.path("key").properties())
                .extracting(Map.Entry::getKey)
                .containsExactlyInAnyOrder("kid", "kty", "key_ops", "n", "e");
        answers.add(key.toString());
        answers.add(vault.get("keys").toString());
        answers.add(vault.get("keys/precious/versions").toString());
        answers.add(vault.call("POST", "keys/precious/backup", "").toString());
        // A key that wasn't made to be released isn't, whoever asks.
        answers.add(
                vault.call(403, "POST", "keys/precious//release", "{\"target\":\"x\"}").toString());
        answers.add(vault.call(404, "GET", "secrets/precious", "").toString());
        answers.add(vault.call(404, "GET", "certificates/precious", "").toString());
        List<JsonNode> log = tenant.log();
        assertThat(log)
                .extracting(record -> record.path("operationName").asText())
                .contains("VaultPatch", "KeyBackup", "KeyRelease");
        answers.add(log.toString());
        nothingIsFound();
    }

    private void refused(PlainHttp vault, String path) throws Exception {
        String[] words = path.split(" ");
        JsonNode answer = vault.call(403, words[0], words[1], words[0].startsWith("P") ? "{}" : "");
        assertThat(answer.at("/error/innererror/code").asText()).as(path).isEqualTo("AccessDenied");
        answers.add(answer.toString());
    }

    /// A key whose private numbers are looked for from now on.
    private KeyPair marked() {
        KeyPair pair = Signatures.rsa();
        RSAPrivateCrtKey key = (RSAPrivateCrtKey) pair.getPrivate();
        markers.number("d", key.getPrivateExponent(), 256);
        markers.number("p", key.getPrimeP(), 128);
        markers.number("q", key.getPrimeQ(), 128);
        markers.number("dp", key.getPrimeExponentP(), 128);
        markers.number("dq", key.getPrimeExponentQ(), 128);
        markers.number("qi", key.getCrtCoefficient(), 128);
        assertThat(markers.in("itself", key.getEncoded())).isNotEmpty();
        return pair;
    }

    private void nothingIsFound() throws Exception {
        for (String answer : answers) {
            assertThat(markers.in(answer, answer.getBytes(StandardCharsets.UTF_8))).isEmpty();
        }
        Path home = server.home();
        assertThat(home.resolve("data")).isNotEmptyDirectory();
        assertThat(home.resolve("audit")).isNotEmptyDirectory();
        assertThat(markers.below(home, home.resolve("none"))).isEmpty();
        assertThat(
                        markers.in(
                                "the server's output",
                                String.join("\n", server.output())
                                        .getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
    }
}
