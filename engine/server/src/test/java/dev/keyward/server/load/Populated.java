package dev.keyward.server.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keyward.api.Engine;
import dev.keyward.api.EngineConfig;
import dev.keyward.api.deployment.FirstSecret;
import dev.keyward.api.exchange.ApiRequest;
import dev.keyward.api.exchange.ApiResponse;
import dev.keyward.model.SecretAccess;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/// Fills a home with tenants, by the calls that operators and tenants make, to an engine in this
/// process.
///
/// Each tenant has up to 5 subscriptions with up to 2 vaults each, until the numbers are reached;
/// the first tenant has all it can have, so that it is the same in every deployment.
final class Populated {
    static final String DOMAIN = "local.keyward.localhost";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SUBSCRIPTIONS = 5;
    private static final int VAULTS = 2;

    /// Tenants that are filled at the same time.
    private static final int AT_ONCE = 8;

    private static final String READER = "acdd72a7-3385-48ef-bd42-f606fba81ae7";

    private final Engine engine;
    private final int port;

    /// Whoever subscribes makes others who do begin anew.
    private final Object subscribing = new Object();

    private final Semaphore busy = new Semaphore(AT_ONCE);

    private Populated(Engine engine, int port) {
        this.engine = engine;
        this.port = port;
    }

    /// How many there are, beside those of the operator's own tenant.
    record Size(int tenants, int subscriptions, int vaults) {}

    /// An application that administers a tenant, and what it has there.
    record Person(
            String tenant, String client, String secret, String object, List<UUID> subscriptions) {}

    /// @param tenant the first one's administrator
    record Cast(Person operator, Person tenant, String provider) {}

    /// @param port by which it is going to be served
    static Cast fill(Path home, int port, Size size) throws Exception {
        try (Engine engine =
                Engine.open(
                        new EngineConfig(
                                home,
                                "local",
                                "keyward.localhost",
                                port,
                                null,
                                Set.of(),
                                EngineConfig.Profile.SERVER,
                                InstantSource.system(),
                                new SecureRandom()))) {
            return new Populated(engine, port).fill(size);
        }
    }

    private Cast fill(Size size) throws Exception {
        FirstSecret first = engine.firstSecret().orElseThrow();
        Person operator =
                new Person(
                        first.tenant().toString(),
                        first.application().toString(),
                        first.secret().toUtf8(SecretAccess.request()),
                        "",
                        List.of(engine.deployment().subscription()));
        String provider = "/subscriptions/" + engine.provider();
        String token = token(operator, "adminmanagement");
        List<Future<Person>> tenants = new ArrayList<>();
        int subscriptions = size.subscriptions;
        int vaults = size.vaults;
        try (var all = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < size.tenants; i++) {
                String domain = "tenant" + i + ".test";
                int its = Math.min(SUBSCRIPTIONS, subscriptions);
                int vaultsOfIt = Math.min(its * VAULTS, vaults);
                subscriptions -= its;
                vaults -= vaultsOfIt;
                tenants.add(all.submit(() -> tenant(provider, token, domain, its, vaultsOfIt)));
            }
        }
        for (Future<Person> each : tenants) {
            each.get();
        }
        return new Cast(operator, tenants.getFirst().get(), provider);
    }

    private Person tenant(
            String provider, String operator, String domain, int subscriptions, int vaults)
            throws Exception {
        busy.acquire();
        try {
            JsonNode made =
                    call(
                                    "PUT",
                                    "adminmanagement",
                                    provider
                                            + "/resourceGroups/system.local/providers"
                                            + "/Microsoft.Subscriptions.Admin/directoryTenants/"
                                            + domain
                                            + "?api-version=2015-11-01",
                                    operator,
                                    "{\"location\":\"local\"}")
                            .at("/properties");
            Person person =
                    new Person(
                            made.at("/tenantId").asText(),
                            made.at("/administrator/applicationId").asText(),
                            made.at("/administrator/secret").asText(),
                            made.at("/administrator/objectId").asText(),
                            new ArrayList<>());
            if (subscriptions > 0) {
                fill(person, domain.replace(".test", ""), subscriptions, vaults);
            }
            return person;
        } finally {
            busy.release();
        }
    }

    private void fill(Person person, String name, int subscriptions, int vaults)
            throws IOException {
        String token = token(person, "management");
        for (int i = 0; i < subscriptions; i++) {
            UUID id = UUID.randomUUID();
            String subscription = "/subscriptions/" + id;
            synchronized (subscribing) {
                call(
                        "PUT",
                        "management",
                        subscription + "?api-version=2015-11-01",
                        token,
                        "{\"displayName\":\"%s %d\",\"offerId\":\"/delegatedProviders/default/offers/key-vault\",\"state\":\"Enabled\"}"
                                .formatted(name, i));
            }
            person.subscriptions.add(id);
            call(
                    "POST",
                    "management",
                    subscription + "/providers/Microsoft.KeyVault/register?api-version=2016-06-01",
                    token,
                    "");
            call(
                    "PUT",
                    "management",
                    subscription + "/resourcegroups/group?api-version=2016-06-01",
                    token,
                    "{\"location\":\"local\"}");
            call(
                    "PUT",
                    "management",
                    subscription
                            + "/providers/Microsoft.Authorization/roleAssignments/"
                            + UUID.randomUUID()
                            + "?api-version=2015-07-01",
                    token,
                    "{\"properties\":{\"roleDefinitionId\":\"%s/providers/Microsoft.Authorization/roleDefinitions/%s\",\"principalId\":\"%s\"}}"
                            .formatted(subscription, READER, person.object));
            for (int j = i * VAULTS; j < Math.min(vaults, (i + 1) * VAULTS); j++) {
                call(
                        "PUT",
                        "management",
                        subscription
                                + "/resourceGroups/group/providers/Microsoft.KeyVault/vaults/"
                                + name
                                + "-"
                                + j
                                + "?api-version=2019-09-01",
                        token,
                        "{\"location\":\"local\",\"properties\":{\"tenantId\":\"%s\",\"sku\":{\"family\":\"A\",\"name\":\"standard\"},\"accessPolicies\":[]}}"
                                .formatted(person.tenant));
            }
        }
    }

    static String form(Person person, String resource) {
        return "grant_type=client_credentials&client_id="
                + person.client
                + "&client_secret="
                + URLEncoder.encode(person.secret, StandardCharsets.UTF_8)
                + "&resource="
                + URLEncoder.encode(resource, StandardCharsets.UTF_8);
    }

    private String token(Person person, String plane) throws IOException {
        return call(
                        "POST",
                        "login",
                        "/" + person.tenant + "/oauth2/token",
                        null,
                        form(person, "https://" + plane + "." + DOMAIN + ":" + port + "/"))
                .at("/access_token")
                .asText();
    }

    private JsonNode call(
            String method, String plane, String target, @Nullable String token, String body)
            throws IOException {
        int query = target.indexOf('?');
        ApiResponse answer =
                engine.handle(
                                new ApiRequest(
                                        method,
                                        plane + "." + DOMAIN + ":" + port,
                                        query < 0 ? target : target.substring(0, query),
                                        query < 0 ? "" : target.substring(query + 1),
                                        token == null
                                                ? Map.of(
                                                        "content-type",
                                                        List.of(
                                                                "application/x-www-form-urlencoded"))
                                                : Map.of(
                                                        "authorization",
                                                        List.of("Bearer " + token)),
                                        body.getBytes(StandardCharsets.UTF_8),
                                        "127.0.0.1",
                                        "TLS1_3"))
                        .toCompletableFuture()
                        .join();
        if (answer.status() >= 300) {
            throw new IOException(
                    method
                            + " "
                            + target
                            + ": "
                            + answer.status()
                            + " "
                            + new String(answer.body(), StandardCharsets.UTF_8));
        }
        return answer.body().length == 0 ? JSON.missingNode() : JSON.readTree(answer.body());
    }
}
