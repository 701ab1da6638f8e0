package dev.keyward.api.arm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// New keys for a deployment, asked for through the management plane.
final class KeyRotationRoutesTest {
    private static final String VAULT = "rotated.vault.local.keyward.localhost:8443";

    @TempDir Path folder;
    private Arm arm;

    @BeforeEach
    void open() throws IOException {
        arm = new Arm(new Stack(folder));
        arm.ready();
        String administrator = arm.stack.engine.deployment().administrator().value();
        arm.put(
                        arm.vault("VaultRG", "rotated"),
                        arm.newVault(
                                arm.policy(administrator, "get")
                                        .replace("\"get\"", "\"get\",\"set\"")))
                .expect(201);
        secret("PUT", "{\"value\":\"kept\"}").expect(200);
    }

    @AfterEach
    void close() {
        arm.close();
    }

    private Stack.Answer secret(String method, String body) {
        return arm.stack.call(
                method,
                VAULT,
                "/secrets/s?api-version=7.4",
                arm.stack.token(Stack.VAULT_RESOURCE),
                body);
    }

    private Stack.Answer rotate(String what) {
        return arm.call("POST", arm.in("/providers/Keyward.Keys/" + what + "/rotate"), null);
    }

    @Test
    @Tag("security:S-13")
    void everyKeyOfTheDeploymentCanBeRotatedWhileItIsUsed() {
        for (int round = 2; round < 4; round++) {
            for (String what : new String[] {"root", "system", "vaults/rotated"}) {
                assertThat(rotate(what).expect(200).json().at("/generation").asInt())
                        .isEqualTo(round);
                // The administrator signs in anew: its secret is still worth something.
                assertThat(secret("GET", "").expect(200).text("/value")).isEqualTo("kept");
                secret("PUT", "{\"value\":\"kept\"}").expect(200);
            }
        }
        Stack.Answer trail =
                arm.get(
                        arm.in("/providers/Keyward.Audit/records"),
                        "&operation=Keyward.Keys/root/rotate/action");
        assertThat(trail.json().at("/value")).hasSize(2);
    }

    @Test
    @Tag("security:S-06")
    void onlyOwnersOfTheDeploymentMay() {
        for (String what : new String[] {"root", "system", "vaults/rotated"}) {
            arm.stack
                    .call(
                            "POST",
                            Stack.MANAGEMENT,
                            arm.in("/providers/Keyward.Keys/" + what + "/rotate")
                                    + "?api-version=2026-11-01",
                            arm.strangersToken(),
                            null)
                    .refused(403, "AuthorizationFailed");
        }
    }

    @Test
    void aVaultThatIsNotThereIsNotFound() {
        rotate("vaults/nothing").refused(404, "VaultNotFound");
        rotate("vaults/-").refused(404, "VaultNotFound");
    }
}
