package dev.keyward.api.arm;

import dev.keyward.api.exchange.ApiResponse;
import dev.keyward.api.exchange.Exchange;
import dev.keyward.api.operation.Route;
import dev.keyward.directory.offers.Entitlements;
import dev.keyward.directory.offers.Limits;
import dev.keyward.directory.roles.ManagementRights;
import dev.keyward.directory.roles.ResourceScope;
import dev.keyward.directory.tenancy.ResourceGroup;
import dev.keyward.directory.tenancy.Subscription;
import dev.keyward.directory.tenancy.Tenancy;
import dev.keyward.model.Printable;
import dev.keyward.model.Regions;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.model.VaultName;
import dev.keyward.vault.vaults.DeletedVault;
import dev.keyward.vault.vaults.Placement;
import dev.keyward.vault.vaults.Trail;
import dev.keyward.vault.vaults.Vault;
import dev.keyward.vault.vaults.VaultSettings;
import dev.keyward.vault.vaults.Vaults;
import dev.keyward.wire.arm.NameCheck;
import dev.keyward.wire.arm.VaultParameters;
import java.util.List;
import java.util.Optional;

/// Vaults as resources: make, replace, patch, get, list, delete, recover (management-plane.md,
/// section 3).
final class VaultResources {
    private static final String READ = "Microsoft.KeyVault/vaults/read";
    private static final String WRITE = "Microsoft.KeyVault/vaults/write";
    private static final String DELETE = "Microsoft.KeyVault/vaults/delete";
    private static final String CHECK_NAME = "Microsoft.KeyVault/checkNameAvailability/read";

    private final Tenancy tenancy;
    private final Rights rights;
    private final Entitlements entitlements;
    private final Vaults vaults;
    private final LostRoles lost;
    private final Regions regions;

    VaultResources(
            Tenancy tenancy,
            Rights rights,
            Entitlements entitlements,
            Vaults vaults,
            LostRoles lost,
            Regions regions) {
        this.tenancy = tenancy;
        this.rights = rights;
        this.entitlements = entitlements;
        this.vaults = vaults;
        this.lost = lost;
        this.regions = regions;
    }

    List<Route> routes() {
        String one = ManagementRoutes.VAULT;
        return List.of(
                Route.put(one, Management.vaultChange("VaultPut", this::put)),
                Route.patch(one, Management.vaultChange("VaultPatch", this::patch)),
                Route.get(one, Management.vaultRead("VaultGet", this::get)),
                Route.delete(one, Management.vaultChange("VaultDelete", this::delete)),
                Route.get(
                        ManagementRoutes.GROUP + ManagementRoutes.KEY_VAULT + "/vaults",
                        Management.vaultRead("VaultList", this::listInGroup)),
                Route.get(
                        ManagementRoutes.SUBSCRIPTION + ManagementRoutes.KEY_VAULT + "/vaults",
                        Management.vaultRead("VaultList", this::list)),
                Route.post(
                        ManagementRoutes.SUBSCRIPTION
                                + ManagementRoutes.KEY_VAULT
                                + "/checkNameAvailability",
                        Management.vaultRead("VaultCheckNameAvailability", this::checkName)));
    }

    private ApiResponse put(Exchange exchange) {
        Subscription subscription = rights.inKeyVault(exchange, WRITE);
        ResourceGroup group = group(exchange, subscription);
        VaultName name = name(exchange);
        VaultParameters given = VaultParameters.parse(exchange.body());
        VaultRequest request =
                new VaultRequest(given, subscription, new VaultVersion(exchange.apiVersion()));
        if ("recover".equalsIgnoreCase(given.properties().createMode())) {
            return recover(exchange, subscription, group, name);
        }
        Optional<Vault> before = vaults.find(name);
        return before.isPresent()
                ? replace(exchange, before.get(), group, request)
                : create(exchange, group, name, request);
    }

    private ApiResponse create(
            Exchange exchange, ResourceGroup group, VaultName name, VaultRequest request) {
        entitlements.requireKeyVault(request.subscription());
        String place = Locations.checked(request.location(), regions, "vault");
        Limits limits = planned(request.subscription(), place);
        Vault vault =
                new Vault(
                        vaults.newId(),
                        name,
                        request.tenant(),
                        new Placement(group.subscription(), group.name(), place),
                        request.newSettings(),
                        Trail.start(exchange.received(), who(exchange)));
        exchange.audit().resource(Ids.vault(vault));
        exchange.audit().vault(request.forAudit(vault));
        Long most = limits.vaults();
        Vault made =
                exchange.await(
                        most == null
                                ? vaults.create(vault, exchange.evidence(201))
                                : vaults.create(vault, most, exchange.evidence(201)));
        return answer(exchange, 201, made);
    }

    private Limits planned(Subscription subscription, String place) {
        return entitlements
                .keyVault(subscription, place)
                .orElseThrow(() ->
                        Locations.notAvailable(
                                place, "vault", entitlements.keyVaultLocations(subscription)));
    }

    private ApiResponse replace(
            Exchange exchange, Vault before, ResourceGroup group, VaultRequest request) {
        if (!isIn(before, group)) {
            throw new VaultException(new VaultError.VaultAlreadyExists(before.name()));
        }
        if (request.location() != null
                && !Locations.same(request.location(), before.placement().location())) {
            throw Management.refused(
                    409,
                    "InvalidResourceLocation",
                    "The resource '"
                            + before.name()
                            + "' already exists in location '"
                            + before.placement().location()
                            + "'.");
        }
        request.tenant();
        return change(exchange, before, request.replaced(before.settings()), request);
    }

    private ApiResponse patch(Exchange exchange) {
        Subscription subscription = rights.inKeyVault(exchange, WRITE);
        Vault before = existing(exchange, group(exchange, subscription));
        VaultParameters given = VaultParameters.parse(exchange.body());
        VaultRequest request =
                new VaultRequest(given, subscription, new VaultVersion(exchange.apiVersion()));
        if (given.properties().tenantId() != null) {
            request.tenant();
        }
        return change(exchange, before, request.patched(before.settings()), request);
    }

    private ApiResponse change(
            Exchange exchange, Vault before, VaultSettings settings, VaultRequest request) {
        if (settings.rbac() != before.settings().rbac()) {
            // Whoever may change a vault could otherwise let himself in by going back to policies
            // (authorization.md, section 6).
            rights.requireDecides(
                    exchange, request.subscription(), ResourceScope.of(Ids.vault(before)));
        }
        Vault next =
                before.withSettings(settings)
                        .withTrail(before.trail().changed(exchange.received(), who(exchange)));
        exchange.audit().resource(Ids.vault(next));
        exchange.audit().vault(request.forAudit(next));
        Vault changed = exchange.await(vaults.update(next, exchange.evidence(200)));
        return answer(exchange, 200, changed);
    }

    /// With contents, policies and settings as they were, whatever else the request says: tools
    /// send a placeholder for the sku.
    private ApiResponse recover(
            Exchange exchange, Subscription subscription, ResourceGroup group, VaultName name) {
        DeletedVault deleted =
                vaults.findDeleted(name)
                        .filter(found ->
                                found.vault()
                                        .placement()
                                        .subscriptionId()
                                        .equals(subscription.id()))
                        .filter(found -> isIn(found.vault(), group))
                        .orElseThrow(() ->
                                new VaultException(
                                        new VaultError.SoftDeletedVaultDoesNotExist(name.value())));
        exchange.audit().resource(Ids.vault(deleted.vault()));
        Vault recovered = exchange.await(vaults.recover(name, exchange.evidence(201)));
        return answer(exchange, 201, recovered);
    }

    private ApiResponse get(Exchange exchange) {
        Subscription subscription = rights.inKeyVault(exchange, READ);
        return answer(exchange, 200, existing(exchange, group(exchange, subscription)));
    }

    /// 204 only where there was nothing: tools take it for "not found".
    private ApiResponse delete(Exchange exchange) {
        Subscription subscription = rights.inKeyVault(exchange, DELETE);
        Optional<Vault> vault =
                tenancy.resourceGroup(subscription.id(), exchange.path("group"))
                        .flatMap(group -> find(exchange, group));
        if (vault.isEmpty()) {
            return ApiResponse.empty(204);
        }
        exchange.audit().resource(Ids.vault(vault.get()));
        ResourceScope scope = ResourceScope.of(Ids.vault(vault.get()));
        lost.at(exchange, scope);
        exchange.await(vaults.delete(vault.get().name(), exchange.evidence(200)));
        // What was given while it went.
        lost.at(exchange, scope);
        return ApiResponse.empty(200);
    }

    private ApiResponse listInGroup(Exchange exchange) {
        Subscription subscription = rights.inKeyVault(exchange, READ);
        ResourceGroup group = group(exchange, subscription);
        return list(exchange, vaults.list(subscription.id(), group.name()));
    }

    private ApiResponse list(Exchange exchange) {
        ManagementRights.Reach reach = rights.overKeyVault(exchange, READ);
        return list(
                exchange,
                vaults.list(reach.subscription().id()).stream()
                        .filter(vault -> reach.covers(READ, ResourceScope.of(Ids.vault(vault))))
                        .toList());
    }

    private static ApiResponse list(Exchange exchange, List<Vault> all) {
        return Pages.of(
                exchange,
                all,
                vault -> vault.name().value(),
                vault -> VaultAnswer.of(vault, exchange));
    }

    private ApiResponse checkName(Exchange exchange) {
        rights.inKeyVault(exchange, CHECK_NAME);
        String name = NameCheck.Request.parse(exchange.body()).name();
        NameCheck answer;
        if (!VaultName.isValid(name)) {
            answer =
                    new NameCheck(
                            "AccountNameInvalid",
                            "The vault name '" + Printable.name(name) + "' is invalid.");
        } else if (!vaults.isAvailable(new VaultName(name))) {
            answer = new NameCheck("AlreadyExists", "The name '" + name + "' is already in use.");
        } else {
            answer = new NameCheck(null, null);
        }
        return ApiResponse.json(200, answer.toJson());
    }

    private ResourceGroup group(Exchange exchange, Subscription subscription) {
        String name = exchange.path("group");
        return tenancy.existingResourceGroup(
                subscription.id(), ResourceGroup.isName(name) ? name : Printable.name(name));
    }

    private Vault existing(Exchange exchange, ResourceGroup group) {
        return find(exchange, group)
                .orElseThrow(() ->
                        new VaultException(
                                new VaultError.ResourceNotFound(
                                        Ids.VAULT_TYPE,
                                        Printable.name(exchange.path("name")),
                                        group.name())));
    }

    private Optional<Vault> find(Exchange exchange, ResourceGroup group) {
        String name = exchange.path("name");
        return VaultName.isValid(name)
                ? vaults.find(new VaultName(name)).filter(vault -> isIn(vault, group))
                : Optional.empty();
    }

    private static boolean isIn(Vault vault, ResourceGroup group) {
        return vault.placement().subscriptionId().equals(group.subscription())
                && vault.placement().resourceGroup().equalsIgnoreCase(group.name());
    }

    private static VaultName name(Exchange exchange) {
        String name = exchange.path("name");
        if (!VaultName.isValid(name)) {
            throw new VaultException(new VaultError.VaultNameNotValid(Printable.name(name)));
        }
        return new VaultName(name);
    }

    static String who(Exchange exchange) {
        var user = exchange.caller().user();
        return user == null ? exchange.caller().client().toString() : user.principalName();
    }

    private static ApiResponse answer(Exchange exchange, int status, Vault vault) {
        return ApiResponse.json(status, VaultAnswer.of(vault, exchange).toJson());
    }
}
