package dev.keyward.api.arm;

import dev.keyward.api.exchange.ApiResponse;
import dev.keyward.api.exchange.Exchange;
import dev.keyward.api.operation.Route;
import dev.keyward.directory.tenancy.Subscription;
import dev.keyward.model.AccessPolicy;
import dev.keyward.model.Permissions;
import dev.keyward.vault.vaults.Vault;
import dev.keyward.vault.vaults.Vaults;
import dev.keyward.wire.arm.AccessPolicyParameters;
import dev.keyward.wire.arm.PolicyEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// `accessPolicies/add`, `replace` and `remove`, which change entries without sending the whole
/// vault (management-plane.md, section 4).
final class VaultPolicies {
    private static final String WRITE = "Microsoft.KeyVault/vaults/accessPolicies/write";

    private final Rights rights;
    private final Vaults vaults;

    VaultPolicies(Rights rights, Vaults vaults) {
        this.rights = rights;
        this.vaults = vaults;
    }

    List<Route> routes() {
        return List.of(
                Route.put(
                        ManagementRoutes.VAULT + "/accessPolicies/{operation}",
                        Management.vaultChange("VaultPatch", this::update)));
    }

    private ApiResponse update(Exchange exchange) {
        Subscription subscription = rights.inKeyVault(exchange, WRITE);
        Vault before = new VaultOfPath(vaults).existing(exchange, subscription);
        if (before.settings().rbac()) {
            throw Management.refused(
                    400,
                    "BadRequest",
                    "access policies can't be changed by themselves while enableRbacAuthorization"
                            + " is true: they aren't asked");
        }
        List<AccessPolicy> given =
                AccessPolicyParameters.parse(exchange.body()).policies().stream()
                        .map(PolicyEntry::policy)
                        .toList();
        List<AccessPolicy> next =
                merged(
                        before.settings().accessPolicies(),
                        given,
                        exchange.path("operation").toLowerCase(Locale.ROOT));
        Vault changed =
                before.withSettings(before.settings().withAccessPolicies(next))
                        .withTrail(
                                before.trail()
                                        .changed(
                                                exchange.received(), VaultResources.who(exchange)));
        String id = Ids.vault(changed);
        exchange.audit().resource(id);
        exchange.await(vaults.update(changed, exchange.evidence(200)));
        return ApiResponse.json(
                200,
                new AccessPolicyParameters(
                                id + "/accessPolicies/",
                                next.stream().map(PolicyEntry::of).toList())
                        .toJson());
    }

    /// @param operation lower case
    static List<AccessPolicy> merged(
            List<AccessPolicy> before, List<AccessPolicy> given, String operation) {
        List<AccessPolicy> next = new ArrayList<>(before);
        for (AccessPolicy entry : given) {
            int at = indexOf(next, entry);
            Permissions had = at < 0 ? Permissions.NONE : next.get(at).permissions();
            Permissions has =
                    switch (operation) {
                        case "add" -> had.plus(entry.permissions());
                        case "replace" -> entry.permissions();
                        case "remove" -> had.minus(entry.permissions());
                        default ->
                                throw Management.refused(
                                        400,
                                        "BadRequest",
                                        "the operation must be add, replace or remove");
                    };
            if (at >= 0) {
                next.remove(at);
            }
            if (!has.isEmpty()) {
                next.add(at < 0 ? next.size() : at, entry.withPermissions(has));
            }
        }
        return next;
    }

    private static int indexOf(List<AccessPolicy> entries, AccessPolicy wanted) {
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i).identity().equals(wanted.identity())) {
                return i;
            }
        }
        return -1;
    }
}
