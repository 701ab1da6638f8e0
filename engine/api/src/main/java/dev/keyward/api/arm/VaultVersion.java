package dev.keyward.api.arm;

import dev.keyward.wire.arm.VaultProperties;

/// What an api-version of vaults knows. A member that came later isn't in its answers, and a vault
/// put again in it keeps what it can't say (management-plane.md, section 1.1).
///
/// @param name of the version; a preview compares as its date
record VaultVersion(String name) {
    /// The last version of which soft delete was off unless asked for. The sample application of
    /// that time restores a key right after it deleted it (management-plane.md, section 2.2).
    private static final String LAST_WITHOUT_SOFT_DELETE = "2016-10-01";

    /// The first version of which a vault asks for roles unless told otherwise
    /// (management-plane.md, section 2.2).
    private static final String FIRST_WITH_ROLES = "2026-02-01";

    boolean deletesSoftly() {
        return name.compareTo(LAST_WITHOUT_SOFT_DELETE) > 0;
    }

    boolean asksForRoles() {
        return isSince(FIRST_WITH_ROLES);
    }

    boolean hasFirewall() {
        return isSince("2018-02-14");
    }

    boolean hasPublicAccess() {
        return isSince("2021-06-01");
    }

    boolean hasSystemData() {
        return isSince("2021-04-01");
    }

    /// The properties without members that the version doesn't have.
    VaultProperties known(VaultProperties all) {
        VaultProperties.Switches switches = all.switches();
        VaultProperties.Protection protection = all.protection();
        boolean protects = isSince("2016-10-01");
        boolean chooses = isSince("2019-09-01");
        return all.withSwitches(
                        new VaultProperties.Switches(
                                switches.deployment(),
                                switches.diskEncryption(),
                                switches.templateDeployment(),
                                chooses ? switches.rbac() : null))
                .withProtection(
                        new VaultProperties.Protection(
                                protects ? protection.softDelete() : null,
                                chooses ? protection.days() : null,
                                protects ? protection.purge() : null))
                .withNetwork(
                        new VaultProperties.Network(
                                hasFirewall() ? all.network().acls() : null,
                                hasPublicAccess() ? all.network().publicAccess() : null));
    }

    private boolean isSince(String date) {
        return name.compareTo(date) >= 0;
    }
}
