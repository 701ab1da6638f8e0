package dev.keyward.vault.vaults;

import dev.keyward.model.AccessPolicy;
import dev.keyward.model.RecoveryLevel;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What an administrator decides about a vault.
///
/// @param tags of the resource, in the order given
/// @param recovery retention and purge protection of the vault and of its objects; retention 0 is a
///   vault without soft delete
/// @param rbac authorization by roles; the access policies are kept but not asked
/// @param networkRules null where no firewall was ever set
/// @param accessPolicies at most 1024, one per identity
public record VaultSettings(
        Sku sku,
        Map<String, String> tags,
        EnabledFor enabledFor,
        RecoveryLevel recovery,
        boolean rbac,
        boolean publicNetworkAccess,
        @Nullable NetworkRules networkRules,
        List<AccessPolicy> accessPolicies) {
    private static final int MAX_POLICIES = 1024;

    /// @throws VaultException with `BadParameter`
    public VaultSettings {
        tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
        accessPolicies = List.copyOf(accessPolicies);
        if (accessPolicies.size() > MAX_POLICIES) {
            throw new VaultException(
                    new VaultError.BadParameter("accessPolicies", "at most 1024 entries"));
        }
        Set<AccessPolicy.Identity> seen = HashSet.newHashSet(accessPolicies.size());
        for (AccessPolicy each : accessPolicies) {
            if (!seen.add(each.identity())) {
                throw new VaultException(
                        new VaultError.BadParameter(
                                "accessPolicies", "one entry for each identity"));
            }
        }
    }

    public VaultSettings withTags(Map<String, String> next) {
        return new VaultSettings(
                sku,
                next,
                enabledFor,
                recovery,
                rbac,
                publicNetworkAccess,
                networkRules,
                accessPolicies);
    }

    public VaultSettings withAccessPolicies(List<AccessPolicy> next) {
        return new VaultSettings(
                sku, tags, enabledFor, recovery, rbac, publicNetworkAccess, networkRules, next);
    }
}
