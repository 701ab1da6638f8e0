package dev.keyward.api.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyward.api.arm.Stack;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Directory tenants come and go.
class DirectoryTenantsTest {
    @TempDir Path folder;
    private Desk desk;

    @BeforeEach
    void start() throws IOException {
        desk = new Desk(folder.resolve("home"));
    }

    @AfterEach
    void stop() {
        desk.close();
    }

    @Test
    void oneIsTakenInAndTheSecretOfItsAdministratorIsToldOnce() {
        String path = Desk.tenants("/Fabrikam.test");
        String id = UUID.randomUUID().toString();
        String body =
                "{\"location\":\"local\",\"properties\":{\"displayName\":\"Fabrikam\",\"tenantId\":\""
                        + id
                        + "\"}}";
        Stack.Answer made = desk.call("PUT", path, body).expect(201);
        assertThat(made.text("/name")).isEqualTo("fabrikam.test");
        assertThat(made.text("/properties/tenantId")).isEqualTo(id);
        assertThat(made.text("/properties/administrator/secret")).isNotBlank();

        Stack.Answer again = desk.call("PUT", path, body).expect(200);
        assertThat(again.json().at("/properties/administrator").isMissingNode()).isTrue();
        assertThat(desk.get(path).json()).isEqualTo(again.json());
        assertThat(Desk.names(desk.get(Desk.tenants(""))))
                .containsExactly("fabrikam.test", "keyward.localhost");
    }

    @Test
    void badInputIsRefusedByFieldAndRule() {
        for (String name : new String[] {"common", "ADFS", UUID.randomUUID().toString(), "a_b"}) {
            desk.refuses("PUT", Desk.tenants("/" + name), "{}", "name");
        }
        desk.refuses(
                "PUT",
                Desk.tenants("/fabrikam.test"),
                "{\"properties\":{\"tenantId\":\"x\"}}",
                "properties.tenantId");
        desk.refuses(
                "PUT",
                Desk.tenants("/keyward.localhost"),
                "{\"properties\":{\"tenantId\":\"" + UUID.randomUUID() + "\"}}",
                "properties.tenantId");
        desk.call(
                        "PUT",
                        Desk.tenants("/fabrikam.test"),
                        "{\"properties\":{\"tenantId\":\"" + desk.stack.tenant + "\"}}")
                .refused(409, "AlreadyExists");
        desk.call("GET", Desk.tenants("").replace("system.local", "other"), null)
                .refused(404, "ResourceGroupNotFound");
    }

    @Test
    void oneIsLetGoWithEverybodyInItUnlessItHasSubscriptions() {
        Guest guest = new Guest(desk, "fabrikam.test");
        Guest subscriber = new Guest(desk, "contoso.test");
        subscriber.subscribe("key-vault");
        desk.call("DELETE", Desk.tenants("/contoso.test"), null).refused(409, "ResourceInUse");
        subscriber.call("GET", "/subscriptions", null).expect(200);
        desk.call("DELETE", Desk.tenants("/keyward.localhost"), null).refused(409, "HomeTenant");

        desk.call("DELETE", Desk.tenants("/fabrikam.test"), null).expect(200);
        guest.call("GET", "/subscriptions", null).expect(401);
        assertThat(guest.signIn("https://" + Stack.MANAGEMENT + "/").status()).isEqualTo(400);
        desk.call("DELETE", Desk.tenants("/fabrikam.test"), null).expect(204);
        // The name is free again.
        assertThat(new Guest(desk, "fabrikam.test").applicationId)
                .isNotEqualTo(guest.applicationId);
    }

    @Test
    void aTenantThatNobodyCanAdministerAnyMoreIsUnhealthy() {
        Guest guest = new Guest(desk, "fabrikam.test");
        Stack.Answer before =
                desk.call("POST", Desk.admin("/checkIdentityHealth"), null).expect(200);
        assertThat(Desk.texts(before, "status")).containsExactly("Healthy", "Healthy");
        assertThat(before.text("/value/0/applications/0/applicationId"))
                .isEqualTo(guest.applicationId);

        desk.stack.clock.advance(Duration.ofDays(8));
        desk.token = desk.stack.token("https://" + Stack.ADMIN + "/");
        Stack.Answer after =
                desk.call("POST", Desk.admin("/checkIdentityHealth"), null).expect(200);
        assertThat(after.text("/value/0/tenantId")).isEqualTo(guest.tenantId);
        assertThat(Desk.texts(after, "status")).containsExactly("Unhealthy", "Healthy");
    }
}
