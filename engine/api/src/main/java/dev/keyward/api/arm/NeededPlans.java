package dev.keyward.api.arm;

import dev.keyward.directory.offers.AcquiredPlan;
import dev.keyward.directory.offers.Entitlements;
import dev.keyward.directory.offers.Limits;
import dev.keyward.directory.tenancy.Subscription;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.vault.vaults.Vaults;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Keeps a subscriber from giving up a plan that what he has needs: the limits on it would be gone
/// with the plan, and he could add to it without end. The operator may take a plan away
/// (tenancy.md, section 8, rule 6).
record NeededPlans(Entitlements entitlements, Vaults vaults) {
    /// @throws VaultException with `InUse` if the other plans allow less than there is in a
    ///   location
    void requireFree(Subscription subscription, AcquiredPlan plan) {
        for (String location : entitlements.keyVaultLocations(subscription)) {
            Optional<Limits> left = entitlements.keyVaultWithout(subscription, plan, location);
            if (left.equals(entitlements.keyVault(subscription, location))) {
                continue;
            }
            long has = vaults.count(subscription.id(), location);
            if (has > 0 && left.isEmpty()) {
                throw needed(
                        plan, has + " vaults in '" + location + "', which no other plan contains");
            }
            left.ifPresent(limits -> {
                require(plan, "vaults", location, has, limits.vaults());
                require(
                        plan,
                        "objects",
                        location,
                        vaults.countObjects(subscription.id(), location),
                        limits.objects());
            });
        }
    }

    private static void require(
            AcquiredPlan plan, String what, String location, long has, @Nullable Long most) {
        if (most != null && has > most) {
            throw needed(
                    plan,
                    has + " " + what + " in '" + location + "', where the rest allows " + most);
        }
    }

    private static VaultException needed(AcquiredPlan plan, String by) {
        return new VaultException(new VaultError.InUse("added plan", plan.plan(), by));
    }
}
