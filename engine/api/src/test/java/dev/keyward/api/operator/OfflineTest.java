package dev.keyward.api.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyward.api.Engine;
import dev.keyward.api.EngineConfig;
import dev.keyward.api.arm.Stack;
import dev.keyward.api.exchange.ApiRequest;
import dev.keyward.api.exchange.ApiResponse;
import dev.keyward.audit.AuditReader;
import dev.keyward.model.SecretAccess;
import dev.keyward.testing.SeededRandom;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whoever has the home and its root key opens a server's home with the embedded engine, and is an
/// administrator of the operator's own directory then. That is on the record, and gives him nothing
/// of a tenant by anything that the program offers.
class OfflineTest {
    private static final String VAULT = "payroll.vault.local.keyward.localhost:8443";

    @TempDir Path folder;
    private Path home;
    private Stack served;
    private String subscription;
    private String tenant;

    @BeforeEach
    void serve() throws IOException {
        home = folder.resolve("home");
        try (Desk desk = new Desk(home)) {
            served = desk.stack;
            Guest guest = new Guest(desk, "fabrikam.test");
            tenant = guest.tenantId;
            subscription = guest.subscribe("key-vault");
            String in = "/subscriptions/" + subscription;
            guest.call("POST", in + "/providers/Microsoft.KeyVault/register", null).expect(200);
            guest.call("PUT", in + "/resourceGroups/rg", "{\"location\":\"local\"}").expect(201);
            guest.call(
                            "PUT",
                            in + "/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/payroll",
                            "{\"location\":\"local\",\"properties\":{\"tenantId\":\""
                                    + tenant
                                    + "\",\"sku\":{\"family\":\"A\",\"name\":\"standard\"},"
                                    + "\"accessPolicies\":[]}}",
                            "2023-07-01")
                    .expect(201);
        }
    }

    private Engine open() throws IOException {
        return Engine.open(
                new EngineConfig(
                        home,
                        "local",
                        "keyward.localhost",
                        8443,
                        null,
                        Set.of(),
                        EngineConfig.Profile.EMBEDDED,
                        served.clock,
                        new SeededRandom(12)));
    }

    private static ApiResponse call(
            Engine engine,
            String method,
            String host,
            String path,
            String version,
            @Nullable String body) {
        String resource = host.equals(VAULT) ? Stack.VAULT_RESOURCE : "https://" + host + "/";
        String token =
                engine.localAdministrator()
                        .tokens()
                        .apply(resource)
                        .value()
                        .toUtf8(SecretAccess.request());
        return engine.handle(
                        new ApiRequest(
                                method,
                                host,
                                path,
                                "api-version=" + version,
                                Map.of("authorization", List.of("Bearer " + token)),
                                (body == null ? "" : body).getBytes(StandardCharsets.UTF_8),
                                "127.0.0.1",
                                ""))
                .toCompletableFuture()
                .join();
    }

    @Test
    @Tag("security:S-07")
    void theLocalAdministratorFindsNothingOfATenant() throws IOException {
        try (Engine engine = open()) {
            String in = "/subscriptions/" + subscription;
            String vault = in + "/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/payroll";
            for (ApiResponse answer :
                    List.of(
                            call(engine, "GET", Stack.MANAGEMENT, in, "2022-09-01", null),
                            call(engine, "GET", Stack.MANAGEMENT, vault, "2023-07-01", null),
                            call(engine, "DELETE", Stack.MANAGEMENT, vault, "2023-07-01", null),
                            call(
                                    engine,
                                    "PUT",
                                    Stack.MANAGEMENT,
                                    in + "/providers/Keyward.Recovery/successor",
                                    "2026-11-01",
                                    "{\"user\":\"administrator@keyward.localhost\"}"))) {
                assertThat(answer.status()).isEqualTo(404);
                assertThat(text(answer)).contains("\"SubscriptionNotFound\"");
            }
            ApiResponse secrets = call(engine, "GET", VAULT, "/secrets", "7.4", null);
            assertThat(secrets.status()).isEqualTo(401);
            assertThat(text(secrets)).contains("AKV10032");
            ApiResponse users =
                    call(engine, "GET", Stack.GRAPH, "/" + tenant + "/users", "1.6", null);
            assertThat(users.status()).isEqualTo(403);
            ApiResponse owner =
                    call(
                            engine,
                            "PUT",
                            Stack.ADMIN,
                            "/subscriptions/"
                                    + engine.provider()
                                    + "/providers/Microsoft.Subscriptions.Admin/subscriptions/"
                                    + subscription,
                            "2015-11-01",
                            "{\"owner\":\"administrator@keyward.localhost\"}");
            assertThat(owner.status()).isEqualTo(409);
            assertThat(text(owner)).contains("OwnershipNotAskedFor");
        }
    }

    @Test
    @Tag("security:S-07")
    void openingAServersHomeOfflineIsOnTheRecordOnce() throws IOException {
        assertThat(records()).isZero();
        open().close();
        assertThat(records()).isEqualTo(1);
        open().close();
        assertThat(records()).isEqualTo(1);
    }

    private long records() throws IOException {
        List<String> all = new ArrayList<>();
        try (var entries = AuditReader.at(home.resolve("audit")).after(0)) {
            entries.forEach(entry -> all.add(new String(entry.record(), StandardCharsets.UTF_8)));
        }
        return all.stream()
                .filter(each -> each.contains("\"DeploymentSecondAdministrator\""))
                .count();
    }

    private static String text(ApiResponse answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }
}
