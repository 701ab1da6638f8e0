package dev.keyward.api.arm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyward.api.Operator;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a subscription may do whose plans contain key vaults, or don't (tenancy.md, section 8).
class PlannedServiceTest {
    private static final String PROVIDER = "/providers/Microsoft.KeyVault";
    private static final String VAULT = "vault01.vault.local.keyward.localhost:8443";

    @TempDir Path folder;
    private Arm arm;
    private Operator operator;

    @BeforeEach
    void start() throws IOException {
        arm = new Arm(new Stack(folder.resolve("home")));
        operator = new Operator(arm.stack.engine);
    }

    @AfterEach
    void stop() {
        arm.close();
    }

    @Test
    @Tag("seed:I-3")
    void withoutAPlanTheServiceIsNeitherShownNorRegistered() {
        operator.noKeyVaults();
        assertThat(arm.get(arm.in("/providers")).json().findValuesAsText("namespace"))
                .isNotEmpty()
                .doesNotContain("Microsoft.KeyVault");
        arm.call("GET", arm.in(PROVIDER), null).refused(404, "InvalidResourceNamespace");
        arm.call("POST", arm.in(PROVIDER + "/register"), null)
                .refused(409, "InvalidResourceNamespace");

        operator.unlimited("local");
        assertThat(arm.get(arm.in(PROVIDER)).text("/registrationState")).isEqualTo("NotRegistered");
        arm.register();
        assertThat(arm.get(arm.in("/providers")).text("/value/0/registrationState"))
                .isEqualTo("Registered");
    }

    @Test
    void vaultsGoOnWithoutTheirPlanAndNoneIsMade() {
        arm.ready();
        String path = arm.vault("VaultRG", "vault01");
        String mine = arm.policy(arm.stack.engine.deployment().administrator().value(), "set");
        arm.put(path, arm.newVault(mine)).expect(201);

        operator.noKeyVaults();
        arm.put(arm.vault("VaultRG", "vault02"), arm.newVault())
                .refused(409, "InvalidResourceNamespace");
        assertThat(arm.checkName("vault02").json().at("/nameAvailable").asBoolean()).isTrue();
        arm.get(path);
        arm.put(path, arm.newVault(mine)).expect(200);
        arm.call("PATCH", path, "{\"tags\":{\"a\":\"b\"}}").expect(200);
        arm.stack
                .call(
                        "PUT",
                        VAULT,
                        "/secrets/s?api-version=7.4",
                        arm.stack.token(Stack.VAULT_RESOURCE),
                        "{\"value\":\"x\"}")
                .expect(200);
        arm.call("DELETE", path, null).expect(200);
        arm.put(path, arm.recovering()).expect(201);
        arm.call("DELETE", path, null).expect(200);
        arm.call("POST", arm.deletedVault("vault01") + "/purge", null).expect(200);
        arm.put(path, arm.newVault()).refused(409, "InvalidResourceNamespace");
    }

    @Test
    void aPlanIsGoodForItsLocationsAlone() {
        arm.ready();
        operator.unlimited("elsewhere");
        Stack.Answer refused = arm.put(arm.vault("VaultRG", "vault01"), arm.newVault());
        refused.refused(400, "LocationNotAvailableForResourceType");
        assertThat(refused.text("/error/message")).contains("'local'", "'elsewhere'");
        assertThat(arm.get(arm.in(PROVIDER)).json().at("/resourceTypes/1/locations")).isEmpty();
    }
}
