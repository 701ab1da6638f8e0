package dev.keyward.api.deployment;

import dev.keyward.api.audit.AuditText;
import dev.keyward.api.audit.SystemRecord;
import dev.keyward.directory.Directory;
import dev.keyward.directory.roles.ResourceScope;
import dev.keyward.directory.roles.RoleAssignment;
import dev.keyward.directory.tenancy.ResourceGroup;
import dev.keyward.directory.tenancy.Subscription;
import dev.keyward.model.DeploymentTime;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.records.Stages;
import dev.keyward.vault.upkeep.Deed;
import dev.keyward.vault.vaults.DeletedVault;
import dev.keyward.vault.vaults.Vault;
import dev.keyward.vault.vaults.Vaults;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Deletes subscriptions with all that is in them. What is still to be done stands in the state of
/// the subscription and nowhere else, so a restart goes on where the work ended. Safe for use by
/// several threads; rounds are for one.
public final class SubscriptionDeletion {
    private static final System.Logger LOG = System.getLogger(SubscriptionDeletion.class.getName());
    private static final String DELETE = "Microsoft.Subscriptions.Admin/subscriptions/delete";

    private final Directory directory;
    private final Vaults vaults;
    private final UUID first;
    private final Function<Deed, byte[]> told;
    private final DeploymentTime time;

    /// @param first the subscription that the deployment began with, which it can't be without
    /// @param told makes the audit record of what is done to a vault
    public SubscriptionDeletion(
            Directory directory,
            Vaults vaults,
            UUID first,
            Function<Deed, byte[]> told,
            DeploymentTime time) {
        this.directory = directory;
        this.vaults = vaults;
        this.first = first;
        this.told = told;
        this.time = time;
    }

    /// From then on the subscription is shut, and its tenant doesn't find it; the rest is done by
    /// the next [#round]. One that was deleted in part is begun again; one that is being deleted
    /// stays as it is.
    ///
    /// @return fails with `InUse` if a vault of it, live or deleted, is protected from purging, if
    ///   others depend on it, or it is one that the deployment needs; `Conflict` if it changed
    ///   meanwhile
    public CompletionStage<Subscription> begin(
            Subscription subscription, Supplier<byte[]> evidence) {
        requireUnused(subscription);
        return directory
                .subscribing()
                .change(
                        subscription,
                        subscription.with(subscription.displayName(), Subscription.State.DELETING),
                        evidence);
    }

    private void requireUnused(Subscription subscription) {
        UUID id = subscription.id();
        if (subscription.side() == Subscription.Side.OPERATOR || id.equals(first)) {
            throw inUse(subscription, "the deployment itself");
        }
        Stream.concat(
                        vaults.list(id).stream(),
                        vaults.listDeleted(id).stream().map(DeletedVault::vault))
                .filter(vault -> vault.settings().recovery().purgeProtection())
                .findFirst()
                .ifPresent(vault -> {
                    throw inUse(
                            subscription,
                            "the vault '" + vault.name() + "', which has purge protection");
                });
        if (!directory.tenancy().customersOf(id).isEmpty()) {
            throw inUse(subscription, "subscriptions that it provides");
        }
        directory.catalogue().delegatedTo(id).stream()
                .findFirst()
                .ifPresent(offer -> {
                    throw inUse(subscription, "the delegation of the offer '" + offer.name() + "'");
                });
    }

    private static VaultException inUse(Subscription subscription, String by) {
        return new VaultException(
                new VaultError.InUse("subscription", subscription.id().toString(), by));
    }

    boolean isPending() {
        return !directory.tenancy().subscriptions(Subscription.State.DELETING).isEmpty();
    }

    /// Does what is left of all that was begun.
    ///
    /// @param goOn asked before each step
    void round(BooleanSupplier goOn) {
        for (Subscription each : directory.tenancy().subscriptions(Subscription.State.DELETING)) {
            delete(each, goOn);
        }
    }

    private void delete(Subscription subscription, BooleanSupplier goOn) {
        List<String> left = new ArrayList<>();
        for (Step step : steps(subscription)) {
            if (!goOn.getAsBoolean()) {
                return;
            }
            try {
                step.work.run();
            } catch (VaultException refused) {
                LOG.log(
                        Level.ERROR,
                        "subscription={0} {1} stays: {2}",
                        subscription.id(),
                        step.what,
                        refused.error());
                left.add(step.what);
            }
        }
        if (left.isEmpty() && steps(subscription).size() > 1) {
            // Something was made by a request that had begun before; the next round finds it.
            return;
        }
        if (left.isEmpty()) {
            Stages.join(
                    directory
                            .subscribing()
                            .end(subscription, record(DELETE, id(subscription.id()), null)));
            LOG.log(Level.INFO, "subscription={0} deleted", subscription.id());
        } else {
            Stages.join(
                    directory
                            .subscribing()
                            .change(
                                    subscription,
                                    subscription.with(
                                            subscription.displayName(),
                                            Subscription.State.PARTIALLY_DELETED),
                                    record(
                                            DELETE,
                                            id(subscription.id()),
                                            "not removed: " + String.join(", ", left))));
        }
    }

    private record Step(String what, Runnable work) {}

    /// What is found now; what was done before isn't among it any more.
    private List<Step> steps(Subscription subscription) {
        UUID id = subscription.id();
        List<Step> steps = new ArrayList<>();
        steps.add(new Step("role assignments", () -> removeRoles(id)));
        for (Vault vault : vaults.list(id)) {
            steps.add(new Step("vault " + vault.name(), () -> remove(vault)));
        }
        for (DeletedVault deleted : vaults.listDeleted(id)) {
            steps.add(new Step("deleted vault " + deleted.vault().name(), () -> purge(deleted)));
        }
        for (ResourceGroup group : directory.tenancy().resourceGroups(id)) {
            steps.add(new Step("resource group " + group.name(), () -> remove(group)));
        }
        return steps;
    }

    private void removeRoles(UUID id) {
        List<RoleAssignment> given =
                directory.roles().within(ResourceScope.ofSubscription(id.toString()));
        if (!given.isEmpty()) {
            Stages.join(
                    directory
                            .roles()
                            .removeAll(
                                    given,
                                    record(
                                            "Microsoft.Authorization/roleAssignments/delete",
                                            id(id),
                                            null)));
        }
    }

    private void remove(Vault vault) {
        Stages.join(vaults.delete(vault.name(), () -> told.apply(new Deed.VaultDeleted(vault))))
                .ifPresent(this::purge);
    }

    private void purge(DeletedVault deleted) {
        Stages.join(
                vaults.purge(
                                deleted.vault().name(),
                                () -> told.apply(new Deed.VaultPurged(deleted)))
                        .thenApply(_ -> deleted));
    }

    private void remove(ResourceGroup group) {
        Stages.join(
                directory
                        .tenancy()
                        .delete(
                                group,
                                record(
                                        "Microsoft.Resources/subscriptions/resourceGroups/delete",
                                        id(group.subscription())
                                                + "/resourceGroups/"
                                                + group.name(),
                                        null)));
    }

    private static String id(UUID subscription) {
        return "/subscriptions/" + subscription;
    }

    private Supplier<byte[]> record(String operation, String resource, @Nullable String failure) {
        return () ->
                SystemRecord.at(
                        resource,
                        operation,
                        time.instant(),
                        failure == null ? null : AuditText.clean(failure));
    }
}
