package dev.keyward.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keyward.api.audit.DeedRecord;
import dev.keyward.api.authority.AuthorityRoutes;
import dev.keyward.api.data.DataRoutes;
import dev.keyward.api.data.keys.KeyRoutes;
import dev.keyward.api.dispatch.Answers;
import dev.keyward.api.dispatch.DataAccess;
import dev.keyward.api.dispatch.Dispatcher;
import dev.keyward.api.dispatch.Gate;
import dev.keyward.api.dispatch.Hosts;
import dev.keyward.api.dispatch.Routes;
import dev.keyward.api.dispatch.SubscriptionPace;
import dev.keyward.api.dispatch.Targets;
import dev.keyward.api.dispatch.Throttle;
import dev.keyward.api.dispatch.ThrottleProfile;
import dev.keyward.api.dispatch.Workers;
import dev.keyward.api.exchange.Api;
import dev.keyward.api.exchange.ApiRequest;
import dev.keyward.api.exchange.Endpoints;
import dev.keyward.api.exchange.Exchange;
import dev.keyward.api.exchange.Plane;
import dev.keyward.api.operation.Operation;
import dev.keyward.api.operation.Plan;
import dev.keyward.api.operation.Route;
import dev.keyward.audit.AuditLog;
import dev.keyward.audit.InMemoryAuditLog;
import dev.keyward.crypto.certificates.Certificates;
import dev.keyward.crypto.keys.Keys;
import dev.keyward.crypto.sealing.KeyFile;
import dev.keyward.crypto.transport.KeyTransport;
import dev.keyward.directory.principals.Caller;
import dev.keyward.directory.roles.ResourceScope;
import dev.keyward.directory.roles.RoleAssignment;
import dev.keyward.issuers.acme.AcmeAccess;
import dev.keyward.issuers.acme.AcmeAnswers;
import dev.keyward.model.AccessPolicy;
import dev.keyward.model.Bug;
import dev.keyward.model.Permission;
import dev.keyward.model.PermissionList;
import dev.keyward.model.Permissions;
import dev.keyward.model.PrincipalId;
import dev.keyward.model.RecoveryLevel;
import dev.keyward.model.Regions;
import dev.keyward.model.TenantId;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.model.VaultName;
import dev.keyward.outside.Outside;
import dev.keyward.outside.OutsideRules;
import dev.keyward.outside.events.ContactMail;
import dev.keyward.outside.events.Courier;
import dev.keyward.outside.events.EventSubscriptions;
import dev.keyward.outside.events.Outbox;
import dev.keyward.outside.mail.MailServer;
import dev.keyward.outside.mail.Mailer;
import dev.keyward.outside.release.Attestation;
import dev.keyward.outside.release.ReleaseSigner;
import dev.keyward.records.SealedStore;
import dev.keyward.store.Store;
import dev.keyward.testing.FakeClock;
import dev.keyward.testing.SeededRandom;
import dev.keyward.vault.VaultObjects;
import dev.keyward.vault.contacts.VaultContacts;
import dev.keyward.vault.keys.VaultKeys;
import dev.keyward.vault.objects.Foundation;
import dev.keyward.vault.objects.Settling;
import dev.keyward.vault.upkeep.Deed;
import dev.keyward.vault.upkeep.Upkeep;
import dev.keyward.vault.vaults.EnabledFor;
import dev.keyward.vault.vaults.Placement;
import dev.keyward.vault.vaults.Sku;
import dev.keyward.vault.vaults.Trail;
import dev.keyward.vault.vaults.Vault;
import dev.keyward.vault.vaults.VaultSettings;
import dev.keyward.vault.vaults.Vaults;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The data plane of a deployment in memory, asked as a function. A token is the object id of its
/// caller; the group `group` has the members `member-*`, and `user-*` are users.
public final class VaultPlane implements AutoCloseable {
    public static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
    public static final String BASE = "https://vault01.vault.local.keyward.test:8443";
    public static final String OWNER = "owner";
    public static final String VAULT_ID =
            "/subscriptions/"
                    + new UUID(2, 2)
                    + "/resourceGroups/group/providers/Microsoft.KeyVault/vaults/vault01";
    public static final TenantId TENANT =
            new TenantId(UUID.fromString("11111111-1111-4111-8111-111111111111"));
    public static final UUID CLIENT = UUID.fromString("44444444-4444-4444-8444-444444444444");
    private static final ObjectMapper JSON = new ObjectMapper();

    public final FakeClock clock = new FakeClock(START);
    public final InMemoryAuditLog audit = AuditLog.inMemory();

    /// Roles given in `vault01` and elsewhere; what is added holds at once.
    public final List<RoleAssignment> roles = new CopyOnWriteArrayList<>();

    public final Vaults vaults;
    public final VaultObjects objects;
    public final Store store = Store.inMemory();
    public final SealedStore records;
    private final Workers workers = new Workers(1, (_, _) -> {});
    private final Hosts hosts;
    private final Api api;
    private final Upkeep upkeep;
    private final Outside outside;
    private final Upkeep courier;
    public final EventSubscriptions subscriptions;
    public final Courier delivery;

    /// Azure's operations of the data plane.
    public final List<Route> azures;

    /// What becomes of the plan of each request, to be set by a test that looks at plans.
    public volatile BiFunction<Exchange, Plan, Plan> planned = (_, plan) -> plan;

    /// @param recovery of the vault `vault01`
    public VaultPlane(Path directory, RecoveryLevel recovery) throws IOException {
        this(directory, recovery, OutsideRules.NONE);
    }

    /// @param recovery of the vault `vault01`
    /// @param rules whom the deployment may call
    public VaultPlane(Path directory, RecoveryLevel recovery, OutsideRules rules)
            throws IOException {
        this(directory, recovery, rules, null);
    }

    /// @param rules whom the deployment may call
    /// @param mail takes its mails; null for nobody
    public VaultPlane(
            Path directory, RecoveryLevel recovery, OutsideRules rules, @Nullable MailServer mail)
            throws IOException {
        SeededRandom random = new SeededRandom(5);
        records =
                SealedStore.open(
                        store, KeyFile.openOrCreate(directory.resolve("root.key"), random), random);
        store.onCommit(evidence -> evidence.forEach(each -> audit.append(each.auditRecord())));
        vaults = Vaults.open(records, store, clock, random);
        outside = new Outside(rules);
        subscriptions = new EventSubscriptions(records, store);
        hosts = new Hosts(Regions.of("local"), "keyward.test", 8443, null, Set.of());
        Outbox outbox =
                new Outbox(
                        records,
                        vaults,
                        subscriptions,
                        hosts.named()::vault,
                        random,
                        clock,
                        new ContactMail(
                                records,
                                vaults,
                                new VaultContacts(records, store),
                                hosts.named()::vault,
                                random,
                                clock,
                                mail != null));
        vaults.onPoliciesChanged(vault -> outbox.policiesChanged(vault, clock.instant()));
        var foundation =
                new Foundation(records, store, vaults, clock, random, outbox, Settling.atOnce());
        var release =
                new KeyRoutes.Release(
                        new Attestation(outside, clock),
                        new KeyTransport(random),
                        new ReleaseSigner(
                                store,
                                records.system(),
                                new Keys(random),
                                new Certificates(random, clock)));
        DeedRecord deeds = new DeedRecord(vaults, hosts.named());
        Function<Deed, byte[]> told = deed -> deeds.of(deed, clock.instant());
        IssuersOfDeployment issuers =
                IssuersOfDeployment.of(
                        foundation,
                        hosts.named(),
                        deed -> deeds.of(deed, clock.instant()),
                        new AcmeAccess(
                                rules::allows,
                                outside::client,
                                host -> outside.addresses(host).getFirst(),
                                AcmeAnswers.NONE));
        objects =
                VaultObjects.on(
                        foundation, new VaultKeys(foundation), issuers.providers(), outbox, told);
        azures = DataRoutes.of(objects, release, records.hmac("cursor"), () -> {});
        List<Route> data = new ArrayList<>(azures);
        data.addAll(new AuthorityRoutes(issuers.authority()).routes());
        Routes routes = new Routes(data.stream().map(this::watched).toList());
        Routes none = new Routes(List.of());
        delivery =
                new Courier(
                        records,
                        store,
                        subscriptions,
                        outside,
                        mail == null ? null : new Mailer(mail, outside::tls, outside::addresses),
                        told);
        courier = new Upkeep(records, clock, List.of(delivery));
        upkeep = new Upkeep(records, clock, objects.chores());
        api =
                new Dispatcher(
                        new Targets(
                                hosts,
                                Map.of(
                                        Plane.VAULT, routes,
                                        Plane.MANAGEMENT, none,
                                        Plane.LOGIN, none,
                                        Plane.GRAPH, none),
                                _ -> false),
                        new Gate(
                                vaults::find,
                                _ -> true,
                                (token, _, _, _) -> caller(token),
                                VaultPlane::issuer,
                                new DataAccess(this::rolesOf),
                                new SubscriptionPace(() -> 0, _ -> null),
                                new Throttle(ThrottleProfile.OFF)),
                        workers,
                        audit,
                        new Answers(TENANT, _ -> Optional.empty()),
                        clock,
                        () -> false,
                        (_, _) -> {});
        newVault("vault01", recovery, List.of(policy(OWNER, everything())));
        newVault("vault02", recovery, List.of(policy(OWNER, everything())));
    }

    private Route watched(Route route) {
        Operation operation = route.operation();
        return new Route(
                route.method(),
                route.template(),
                new Operation(
                        operation.name(),
                        operation.category(),
                        operation.access(),
                        exchange -> planned.apply(exchange, operation.planner().plan(exchange))));
    }

    private List<RoleAssignment> rolesOf(Caller caller) {
        return roles.stream()
                .filter(held ->
                        held.principal().equals(caller.objectId())
                                || caller.groups().contains(held.principal()))
                .toList();
    }

    private static Caller caller(String token) {
        if (token.equals("bad")) {
            throw new VaultException(new VaultError.Unauthorized("AKV10046: bad token"));
        }
        TenantId tenant = token.equals("foreigner") ? new TenantId(new UUID(7, 7)) : TENANT;
        return new Caller(
                tenant,
                new PrincipalId(token),
                CLIENT,
                token.startsWith("user-") ? new Caller.User(token + "@keyward.test", false) : null,
                token.startsWith("member-") ? Set.of(new PrincipalId("group")) : Set.of(),
                new Caller.Token("uti", issuer(tenant), "aud", 1));
    }

    /// What the tokens of a tenant name as their issuer.
    public static String issuer(TenantId tenant) {
        return "https://login.keyward.test/" + tenant + "/";
    }

    private void newVault(String name, RecoveryLevel recovery, List<AccessPolicy> policies) {
        Vault vault =
                new Vault(
                        vaults.newId(),
                        new VaultName(name),
                        TENANT,
                        new Placement(new UUID(2, 2), "group", "local"),
                        new VaultSettings(
                                Sku.STANDARD,
                                Map.of(),
                                EnabledFor.NOTHING,
                                recovery,
                                false,
                                true,
                                null,
                                policies),
                        Trail.start(START, "tester"));
        vaults.create(vault, () -> new byte[] {'{', '}'}).toCompletableFuture().join();
    }

    /// Lets the background work come round once.
    public Upkeep.Tally upkeep() {
        return upkeep.round();
    }

    /// Lets the outbox be looked at once.
    public Upkeep.Tally deliver() {
        return courier.round();
    }

    public Endpoints endpoints() {
        return hosts.named();
    }

    /// Makes `vault01` a premium vault.
    public void premium() {
        Vault vault = vaults.find(new VaultName("vault01")).orElseThrow();
        VaultSettings was = vault.settings();
        vaults.update(
                        vault.withSettings(
                                new VaultSettings(
                                        Sku.PREMIUM,
                                        was.tags(),
                                        was.enabledFor(),
                                        was.recovery(),
                                        was.rbac(),
                                        was.publicNetworkAccess(),
                                        was.networkRules(),
                                        was.accessPolicies())),
                        () -> new byte[] {'{', '}'})
                .toCompletableFuture()
                .join();
    }

    /// Lets `vault01` ask for roles, or for policies again.
    public void askForRoles(boolean rbac) {
        Vault vault = vaults.find(new VaultName("vault01")).orElseThrow();
        VaultSettings was = vault.settings();
        vaults.update(
                        vault.withSettings(
                                new VaultSettings(
                                        was.sku(),
                                        was.tags(),
                                        was.enabledFor(),
                                        was.recovery(),
                                        rbac,
                                        was.publicNetworkAccess(),
                                        was.networkRules(),
                                        was.accessPolicies())),
                        () -> new byte[] {'{', '}'})
                .toCompletableFuture()
                .join();
    }

    /// Gives a role at a scope.
    ///
    /// @param below what comes behind the id of `vault01`, such as `/secrets/s`
    public RoleAssignment give(String objectId, UUID role, String below) {
        RoleAssignment assignment =
                new RoleAssignment(
                        UUID.nameUUIDFromBytes(
                                (objectId + role + below).getBytes(StandardCharsets.UTF_8)),
                        TENANT,
                        ResourceScope.of(VAULT_ID + below),
                        role,
                        new PrincipalId(objectId),
                        RoleAssignment.PrincipalType.USER,
                        null,
                        START,
                        OWNER);
        roles.add(assignment);
        return assignment;
    }

    /// Replaces the access policies of `vault01`.
    public void policies(List<AccessPolicy> policies) {
        Vault vault = vaults.find(new VaultName("vault01")).orElseThrow();
        vaults.update(
                        vault.withSettings(vault.settings().withAccessPolicies(policies)),
                        () -> new byte[] {'{', '}'})
                .toCompletableFuture()
                .join();
    }

    /// Gives `vault01` the other SKU.
    public void makePremium() {
        Vault vault = vaults.find(new VaultName("vault01")).orElseThrow();
        VaultSettings is = vault.settings();
        vaults.update(
                        vault.withSettings(
                                new VaultSettings(
                                        Sku.PREMIUM,
                                        is.tags(),
                                        is.enabledFor(),
                                        is.recovery(),
                                        is.rbac(),
                                        is.publicNetworkAccess(),
                                        is.networkRules(),
                                        is.accessPolicies())),
                        () -> new byte[] {'{', '}'})
                .toCompletableFuture()
                .join();
    }

    public static AccessPolicy policy(String objectId, Permissions permissions) {
        return new AccessPolicy(TENANT, new PrincipalId(objectId), null, permissions);
    }

    public static Permissions everything() {
        return new Permissions(
                new PermissionList<>(false, Set.of(Permission.Key.values())),
                new PermissionList<>(false, Set.of(Permission.Secret.values())),
                new PermissionList<>(false, Set.of(Permission.Certificate.values())),
                PermissionList.none());
    }

    public static Permissions only(Permission permission) {
        return switch (permission) {
            case Permission.Key key ->
                    new Permissions(
                            new PermissionList<>(false, Set.of(key)),
                            PermissionList.none(),
                            PermissionList.none(),
                            PermissionList.none());
            case Permission.Secret secret ->
                    new Permissions(
                            PermissionList.none(),
                            new PermissionList<>(false, Set.of(secret)),
                            PermissionList.none(),
                            PermissionList.none());
            case Permission.Certificate certificate ->
                    new Permissions(
                            PermissionList.none(),
                            PermissionList.none(),
                            new PermissionList<>(false, Set.of(certificate)),
                            PermissionList.none());
            case Permission.Storage account ->
                    new Permissions(
                            PermissionList.none(),
                            PermissionList.none(),
                            PermissionList.none(),
                            new PermissionList<>(false, Set.of(account)));
        };
    }

    /// What came back.
    public record Answer(int status, Map<String, String> headers, String text) {
        public JsonNode json() {
            try {
                return JSON.readTree(text);
            } catch (IOException broken) {
                throw Bug.because("no JSON: " + text, broken);
            }
        }

        /// `code/innercode`, or `code` alone.
        public String code() {
            JsonNode error = json().path("error");
            String inner = error.path("innererror").path("code").asText("");
            return error.path("code").asText() + (inner.isEmpty() ? "" : "/" + inner);
        }

        public String message() {
            return json().path("error").path("message").asText();
        }
    }

    public Answer owner(String method, String path) {
        return ask(OWNER, method, path, null, Map.of());
    }

    public Answer owner(String method, String path, String body) {
        return ask(OWNER, method, path, body, Map.of());
    }

    /// @param token null for none
    /// @param target path, with the query if it isn't just the api-version; or a URL
    public Answer ask(
            @Nullable String token,
            String method,
            String target,
            @Nullable String body,
            Map<String, String> moreHeaders) {
        return begin(token, method, target, body, moreHeaders).join();
    }

    /// [#ask], without waiting for the answer.
    public CompletableFuture<Answer> begin(
            @Nullable String token,
            String method,
            String target,
            @Nullable String body,
            Map<String, String> moreHeaders) {
        String authority = BASE.substring("https://".length());
        String rest = target;
        if (target.startsWith("https://")) {
            int slash = target.indexOf('/', "https://".length());
            authority = target.substring("https://".length(), slash);
            rest = target.substring(slash);
        }
        int question = rest.indexOf('?');
        String path = question < 0 ? rest : rest.substring(0, question);
        String query = question < 0 ? "api-version=7.4" : rest.substring(question + 1);
        Map<String, List<String>> headers = new LinkedHashMap<>();
        if (token != null) {
            headers.put("authorization", List.of("Bearer " + token));
        }
        moreHeaders.forEach((name, value) -> headers.put(name, List.of(value)));
        ApiRequest request =
                new ApiRequest(
                        method,
                        authority,
                        path,
                        query,
                        headers,
                        body == null ? new byte[0] : body.getBytes(StandardCharsets.UTF_8),
                        "10.0.0.9",
                        "TLS1_3");
        return api.handle(request)
                .toCompletableFuture()
                .thenApply(response ->
                        new Answer(
                                response.status(),
                                response.headers(),
                                new String(response.body(), StandardCharsets.UTF_8)));
    }

    /// All audit records so far, oldest first.
    public List<JsonNode> records() {
        List<JsonNode> parsed = new ArrayList<>();
        for (byte[] record : audit.records()) {
            try {
                parsed.add(JSON.readTree(record));
            } catch (IOException broken) {
                throw Bug.because("an audit record that is no JSON", broken);
            }
        }
        return parsed;
    }

    public JsonNode lastRecord() {
        return records().getLast();
    }

    @Override
    public void close() {
        workers.close();
        outside.close();
        records.close();
        store.close();
        audit.close();
    }
}
