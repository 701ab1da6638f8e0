package dev.keyward.api.administration;

import dev.keyward.api.deployment.Scrub;
import dev.keyward.api.exchange.ApiResponse;
import dev.keyward.api.exchange.Category;
import dev.keyward.api.exchange.Exchange;
import dev.keyward.api.operation.Cost;
import dev.keyward.api.operation.Operation;
import dev.keyward.api.operation.Route;
import dev.keyward.directory.tenancy.ResourceGroup;
import dev.keyward.directory.tenancy.Subscription;
import dev.keyward.model.Guids;
import dev.keyward.model.Regions;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.model.VaultId;
import dev.keyward.model.VaultName;
import dev.keyward.records.Examination;
import dev.keyward.records.RecordId;
import dev.keyward.records.SealedStore;
import dev.keyward.vault.vaults.Placement;
import dev.keyward.vault.vaults.Vault;
import dev.keyward.vault.vaults.Vaults;
import dev.keyward.wire.IntegrityReport;
import dev.keyward.wire.VaultRepair;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Integrity on demand (security.md, sections 4.3 and 4.4); for owners of the first subscription:
///
/// `POST /subscriptions/{s}/providers/Keyward.Integrity/verify` looks at every stored record now
/// and answers what it found. `.../vaults/{vault}/repair` with `{"reason":"..."}` makes a vault
/// usable again that is refused because its records were changed: damaged records are removed, what
/// is left counts as the whole from then on. A vault whose own record was changed needs
/// `resourceGroup` too (and `subscriptionId`, `location`, `vaultId` where they aren't plain): it
/// comes back without a right for anybody.
public final class IntegrityRoutes {
    private static final String PROVIDER =
            "/subscriptions/{subscription}/providers/Keyward.Integrity";
    private static final String VERIFY = "Keyward.Integrity/verify/action";
    private static final String REPAIR = "Keyward.Integrity/vaults/repair/action";

    private final Scrub scrub;
    private final SealedStore sealed;
    private final Vaults vaults;
    private final DeploymentOwners owners;
    private final Function<String, byte[]> overruled;
    private final Regions regions;

    /// @param overruled makes the audit record of what an administrator overruled, in words
    /// @param regions of the deployment
    public IntegrityRoutes(
            Scrub scrub,
            SealedStore sealed,
            Vaults vaults,
            DeploymentOwners owners,
            Function<String, byte[]> overruled,
            Regions regions) {
        this.scrub = scrub;
        this.sealed = sealed;
        this.vaults = vaults;
        this.owners = owners;
        this.overruled = overruled;
        this.regions = regions;
    }

    public List<Route> routes() {
        return List.of(
                Route.post(
                        PROVIDER + "/verify",
                        Operation.signedIn(
                                VERIFY, Category.ADMINISTRATIVE, Cost.STORE, this::verify)),
                Route.post(
                        PROVIDER + "/vaults/{vault}/repair",
                        Operation.signedIn(
                                REPAIR, Category.ADMINISTRATIVE, Cost.STORE, this::repair)));
    }

    private ApiResponse verify(Exchange exchange) {
        owners.requireOwner(exchange, VERIFY);
        IntegrityReport report = scrub.run();
        return ApiResponse.json(200, report.toJson());
    }

    private ApiResponse repair(Exchange exchange) {
        Subscription subscription = owners.requireOwner(exchange, REPAIR);
        VaultRepair.Request request = VaultRepair.Request.parse(exchange.body());
        String name = exchange.path("vault");
        // Found now, wherever it is kept: damage may have come after it was read.
        scrub.run();
        boolean damaged = VaultName.isValid(name) && isDamaged(new VaultName(name));
        Vault vault =
                damaged
                        ? remade(exchange, subscription, new VaultName(name), request)
                        : new VaultsByName(vaults).find(exchange, _ -> true);
        List<String> removed = List.of();
        if (!isGood(vault.id())) {
            removed =
                    sealed
                            .repair(
                                    vault.id(),
                                    records ->
                                            overruled.apply(
                                                    told(exchange, vault, request)
                                                            + "; removed: "
                                                            + words(records)))
                            .stream()
                            .map(IntegrityRoutes::word)
                            .toList();
        }
        vaults.forget(vault.id());
        return ApiResponse.json(
                200, new VaultRepair(vault.name().value(), damaged, removed).toJson());
    }

    private boolean isDamaged(VaultName name) {
        Map<String, String> damaged = vaults.damaged();
        if (damaged.containsKey(name.canonical())) {
            return true;
        }
        return sealed.system().examine().damaged().stream()
                .map(Examination.Damage::id)
                .anyMatch(RecordId.of(SealedStore.VAULT_KIND, name.canonical())::equals);
    }

    private boolean isGood(VaultId vault) {
        try {
            return sealed.verify(vault).map(Examination::isGood).orElse(true);
        } catch (VaultException bad) {
            return false;
        }
    }

    private Vault remade(
            Exchange exchange, Subscription asked, VaultName name, VaultRepair.Request request) {
        Subscription subscription = subscription(asked, request.subscriptionId());
        ResourceGroup group =
                owners.tenancy()
                        .existingResourceGroup(
                                subscription.id(), required(request.resourceGroup()));
        return vaults.repair(
                name,
                subscription.tenant(),
                new Placement(subscription.id(), group.name(), region(request.location())),
                exchange.caller().objectId().value(),
                Optional.ofNullable(request.vaultId())
                        .map(id -> new VaultId(Guids.parse("vaultId", id)))
                        .orElse(null),
                () ->
                        overruled.apply(
                                "the record of vault '"
                                        + name.value()
                                        + "' was written anew by "
                                        + exchange.caller().objectId().value()
                                        + ": "
                                        + request.reason()));
    }

    private Subscription subscription(Subscription asked, @Nullable String id) {
        if (id == null) {
            return asked;
        }
        UUID wanted = Guids.parse("subscriptionId", id);
        return owners.tenancy()
                .subscription(wanted)
                .orElseThrow(() ->
                        new VaultException(
                                new VaultError.BadParameter(
                                        "subscriptionId", "a subscription there is")));
    }

    private String region(@Nullable String location) {
        return location == null
                ? regions.home()
                : regions.find(location)
                        .orElseThrow(() ->
                                new VaultException(
                                        new VaultError.BadParameter(
                                                "location",
                                                "one of " + String.join(", ", regions.all()))));
    }

    private static String required(@Nullable String group) {
        if (group == null) {
            throw new VaultException(
                    new VaultError.BadParameter(
                            "resourceGroup", "given, since the vault's own record is damaged"));
        }
        return group;
    }

    private static String told(Exchange exchange, Vault vault, VaultRepair.Request request) {
        return "the records of vault '"
                + vault.name().value()
                + "' were taken as they are by "
                + exchange.caller().objectId().value()
                + ": "
                + request.reason();
    }

    private static String words(List<RecordId> records) {
        return records.isEmpty()
                ? "none"
                : String.join(", ", records.stream().map(IntegrityRoutes::word).toList());
    }

    private static String word(RecordId record) {
        return record.kind()
                + " "
                + record.name()
                + (record.version().isEmpty() ? "" : "/" + record.version());
    }
}
