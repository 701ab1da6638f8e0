package dev.keyward.api.dispatch;

import dev.keyward.api.exchange.Admission;
import dev.keyward.api.exchange.Exchange;
import dev.keyward.api.operation.DataRight;
import dev.keyward.directory.principals.Caller;
import dev.keyward.directory.roles.Authorizer;
import dev.keyward.directory.roles.Decision;
import dev.keyward.directory.roles.ResourceScope;
import dev.keyward.directory.roles.RoleAssignment;
import dev.keyward.model.Permission;
import dev.keyward.model.Printable;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.vault.vaults.Placement;
import dev.keyward.vault.vaults.Vault;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// Whether a caller may do it inside the vault: by the vault's access policies, or by roles where
/// the vault is set to them; never by both (authorization.md, section 0).
///
/// @param roles those of a caller, at this moment
public record DataAccess(Function<Caller, List<RoleAssignment>> roles) {

    /// Decides and remembers the decision for the audit record.
    ///
    /// @throws VaultException with the refusal
    void check(Admission admission, DataRight right) {
        Exchange exchange = admission.exchange();
        Vault vault = exchange.vault();
        boolean byRoles = vault.settings().rbac();
        Decision decision =
                byRoles
                        ? Authorizer.decide(
                                roles.apply(exchange.caller()),
                                right.action(),
                                scope(exchange, right, name -> name))
                        : byPolicies(vault, exchange.caller(), right.anyOf());
        admission.decided(decision);
        if (decision instanceof Decision.Denied(Decision.Reason reason)) {
            throw new VaultException(refusal(exchange, right, reason));
        }
    }

    private static Decision byPolicies(Vault vault, Caller caller, List<Permission> anyOf) {
        Decision first = null;
        for (Permission permission : anyOf) {
            Decision decision =
                    Authorizer.decide(vault.settings().accessPolicies(), caller, permission);
            if (decision.allowed()) {
                return decision;
            }
            boolean tellsMore =
                    decision instanceof Decision.Denied(Decision.Reason reason)
                            && reason == Decision.Reason.NOT_ON_BEHALF_OF;
            if (first == null || tellsMore) {
                first = decision;
            }
        }
        return first == null ? new Decision.Denied(Decision.Reason.NO_ENTRY) : first;
    }

    private static VaultError refusal(Exchange exchange, DataRight right, Decision.Reason reason) {
        Vault vault = exchange.vault();
        String caller = exchange.caller().claims();
        String location = vault.placement().location();
        Permission needed = right.anyOf().getFirst();
        return switch (reason) {
            case NO_ROLE ->
                    new VaultError.RoleMissing(
                            right.action(),
                            caller,
                            scope(exchange, right, Printable::name).id(),
                            vault.name(),
                            location);
            case NOT_ON_BEHALF_OF ->
                    new VaultError.NotOnBehalfOf(needed, caller, vault.name(), location);
            case NO_ENTRY, NOT_GRANTED ->
                    new VaultError.AccessDenied(needed, caller, vault.name(), location);
        };
    }

    /// The object without its version, or the vault where there is no single one: so whoever has a
    /// role at one object only can't list (authorization.md, section 6).
    ///
    /// @param named how the object's name, which nobody has checked yet, is to be taken
    private static ResourceScope scope(
            Exchange exchange, DataRight right, UnaryOperator<String> named) {
        Vault vault = exchange.vault();
        Placement placement = vault.placement();
        ResourceScope whole =
                ResourceScope.ofSubscription(placement.subscriptionId().toString())
                        .child("resourceGroups", placement.resourceGroup())
                        .child("providers", "Microsoft.KeyVault", "vaults", vault.name().value());
        return exchange.optionalPath("name")
                .map(name -> whole.child(right.collection(), named.apply(name)))
                .orElse(whole);
    }
}
