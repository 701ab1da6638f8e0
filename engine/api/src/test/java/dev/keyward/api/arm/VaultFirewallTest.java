package dev.keyward.api.arm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The firewall of a vault, by the table of the authorization.md, section 8.2.
final class VaultFirewallTest {
    @TempDir Path folder;
    private Arm arm;
    private String token;

    @BeforeEach
    void open() throws IOException {
        arm = new Arm(new Stack(folder));
        arm.ready();
        token = arm.stack.token(Stack.VAULT_RESOURCE);
        put("").expect(201);
    }

    @AfterEach
    void close() {
        arm.close();
    }

    private Stack.Answer put(String network) {
        String administrator = arm.stack.engine.deployment().administrator().value();
        return arm.put(
                arm.vault("VaultRG", "walled"),
                arm.newVault(arm.policy(administrator, "list"))
                        .replace("\"sku\"", network + "\"sku\""));
    }

    private static String rules(String action, String... addresses) {
        return "\"networkAcls\":{\"bypass\":\"AzureServices\",\"defaultAction\":\""
                + action
                + "\",\"ipRules\":["
                + String.join(
                        ",",
                        List.of(addresses).stream().map(a -> "{\"value\":\"" + a + "\"}").toList())
                + "]},";
    }

    private Stack.Answer list(String peer, String bearer) {
        return arm.stack.sendFrom(
                peer,
                "GET",
                "walled.vault.local.keyward.localhost:8443",
                "/secrets?api-version=7.4",
                bearer.isEmpty() ? Map.of() : Map.of("authorization", List.of("Bearer " + bearer)),
                "");
    }

    @ParameterizedTest
    @CsvSource({
        "203.0.113.7, 203.0.113.7, true",
        "203.0.113.8, 203.0.113.7, false",
        "10.200.3.4, 10.0.0.0/8, true",
        "11.0.0.1, 10.0.0.0/8, false",
        "192.168.1.127, 192.168.1.0/25, true",
        "192.168.1.128, 192.168.1.0/25, false",
        "198.51.100.1, 0.0.0.0/0, true",
        "::ffff:203.0.113.7, 203.0.113.7, true",
        "0:0:0:0:0:ffff:cb00:7107, 203.0.113.7, true",
        "2001:db8::5, 2001:db8::/32, true",
        "2001:db9::5, 2001:db8::/32, false",
        "0:0:0:0:0:0:0:1, ::1, true",
        "127.0.0.1, ::1, false",
        "'', 0.0.0.0/0, false",
        "localhost, 127.0.0.1, false",
    })
    @Tag("security:S-06")
    void onlyAddressesOfTheRulesGetIn(String peer, String rule, boolean in) {
        put(rules("Deny", rule)).expect(200);
        Stack.Answer answer = list(peer, token);
        if (in) {
            answer.expect(200);
        } else {
            answer.refused(403, "Forbidden");
            assertThat(answer.text("/error/innererror/code")).isEqualTo("ForbiddenByFirewall");
            assertThat(answer.text("/error/message"))
                    .startsWith(
                            "Client address is not authorized and caller is not a trusted"
                                    + " service.\r\nClient address: "
                                    + peer
                                    + "\r\nCaller: ")
                    .contains("appid=")
                    .endsWith("\r\nVault: walled;location=local");
        }
    }

    @Test
    @Tag("security:S-06")
    void theChallengeComesBeforeTheFirewallAndThePermissionAfterIt() {
        put(rules("Deny")).expect(200);
        assertThat(list("203.0.113.7", "").expect(401).headers()).containsKey("WWW-Authenticate");
        list("203.0.113.7", "x.y.z").expect(401);
        arm.put(
                        arm.vault("VaultRG", "walled"),
                        arm.newVault().replace("\"sku\"", rules("Deny") + "\"sku\""))
                .expect(200);
        assertThat(list("203.0.113.7", token).text("/error/innererror/code"))
                .isEqualTo("ForbiddenByFirewall");
    }

    @Test
    void withoutPublicAccessNoRuleHelps() {
        put("\"publicNetworkAccess\":\"disabled\"," + rules("Allow", "203.0.113.7")).expect(200);
        Stack.Answer answer = list("203.0.113.7", token).refused(403, "Forbidden");
        assertThat(answer.text("/error/innererror/code")).isEqualTo("ForbiddenByConnection");
        assertThat(answer.text("/error/message")).startsWith("Public network access is disabled");
        // The management plane has no firewall, so the way back is open.
        assertThat(arm.get(arm.vault("VaultRG", "walled")).text("/properties/publicNetworkAccess"))
                .isEqualTo("Disabled");
        arm.call(
                        "PATCH",
                        arm.vault("VaultRG", "walled"),
                        "{\"properties\":{\"publicNetworkAccess\":\"Enabled\"}}")
                .expect(200);
        list("203.0.113.7", token).expect(200);
    }

    @Test
    @Tag("security:S-08")
    void aRuleCountsFromTheMomentItIsThere() {
        list("203.0.113.7", token).expect(200);
        put(rules("Deny", "203.0.113.0/24")).expect(200);
        list("203.0.113.7", token).expect(200);
        put(rules("Deny")).expect(200);
        list("203.0.113.7", token).refused(403, "Forbidden");
        put(rules("Allow")).expect(200);
        list("203.0.113.7", token).expect(200);
    }

    @Test
    void anAddressIsAnsweredAsABlock() {
        Stack.Answer answer = put(rules("Deny", "203.0.113.7", "10.0.0.0/8", "::1")).expect(200);
        assertThat(answer.json().at("/properties/networkAcls/ipRules").findValuesAsText("value"))
                .containsExactly("203.0.113.7/32", "10.0.0.0/8", "::1/128");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "example.com",
                "10.0.0.0/33",
                "::1/129",
                "1.2.3",
                "01.2.3.4",
                "256.1.1.1",
                "",
                "10.0.0.0/",
                "10.0.0.0/08",
                "fe80::1%eth0",
                "10.0.0.0/-1"
            })
    void whatIsNoAddressIsRefused(String rule) {
        put(rules("Deny", rule)).refused(400, "BadRequest");
    }
}
