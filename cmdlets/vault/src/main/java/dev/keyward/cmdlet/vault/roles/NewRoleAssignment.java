package dev.keyward.cmdlet.vault.roles;

import dev.keyward.client.RoleCalls.Definition;
import dev.keyward.client.RoleCalls.Wanted;
import dev.keyward.cmdlet.Parameter;
import dev.keyward.cmdlet.Signature;
import dev.keyward.cmdlet.TypeToken;
import dev.keyward.cmdlet.vault.shape.Names;
import dev.keyward.cmdlet.vault.shape.Refusal;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import java.security.SecureRandom;
import java.util.List;
import java.util.UUID;

final class NewRoleAssignment extends VaultCmdlet {
    private static final List<String> SETS =
            List.of(
                    RoleParameters.EMPTY,
                    "ResourceGroupWithObjectIdParameterSet",
                    "ResourceWithObjectIdParameterSet",
                    RoleParameters.BY_ROLE_ID,
                    "ResourceGroupWithSignInNameParameterSet",
                    "ResourceWithSignInNameParameterSet",
                    "ScopeWithSignInNameParameterSet",
                    "ResourceGroupWithSPNParameterSet",
                    "ResourceWithSPNParameterSet",
                    "ScopeWithSPNParameterSet");

    NewRoleAssignment() {
        super(
                Names.of("New-RoleAssignment", "New-AzRoleAssignment", "New-AzureRmRoleAssignment"),
                "Gives a role to a user, group or application.",
                new Signature(
                                new RoleParameters(SETS)
                                        .principal(
                                                set ->
                                                        set.contains("ObjectId")
                                                                || set.equals(RoleParameters.EMPTY),
                                                _ -> false,
                                                Parameter.of("ApplicationId", TypeToken.STRING)
                                                        .aka("SPN", "ServicePrincipalName"))
                                        .scope(
                                                set ->
                                                        set.startsWith("Scope")
                                                                || set.equals(RoleParameters.EMPTY)
                                                                || set.equals(
                                                                        RoleParameters.BY_ROLE_ID),
                                                RoleParameters.BY_ROLE_ID::equals)
                                        .role(true)
                                        .more(
                                                Parameter.of("Description", TypeToken.STRING)
                                                        .byPropertyName(),
                                                Parameter.of("Condition", TypeToken.STRING)
                                                        .byPropertyName()
                                                        .help("Refused by a server without them."),
                                                Parameter.of("ConditionVersion", TypeToken.STRING)
                                                        .byPropertyName(),
                                                Parameter.of("ObjectType", TypeToken.STRING)
                                                        .aka("PrincipalType")
                                                        .byPropertyName()
                                                        .help(
                                                                "User, Group or ServicePrincipal;"
                                                                        + " if given, the principal"
                                                                        + " needn't be known yet."),
                                                Parameter.flag("AllowDelegation")
                                                        .help("Accepted; it isn't done."))
                                        .all(),
                                RoleParameters.EMPTY,
                                null,
                                List.of())
                        .giving("PSRoleAssignment"));
    }

    @Override
    public List<Example> examples() {
        return List.of(
                new Example(
                        "Let a group see a vault's secrets, but not their values",
                        "(New-RoleAssignment -ObjectId 3f1e0000-0000-4000-8000-000000000001"
                                + " -ObjectType Group -RoleDefinitionName 'Key Vault Reader'"
                                + " -Scope (Get-Vault demo).ResourceId).RoleDefinitionName",
                        "Key Vault Reader"));
    }

    @Override
    protected void run(Run run) {
        RoleTarget target = new RoleTarget(run);
        Definition role = target.role().orElseThrow(() -> Refusal.of("A role must be named."));
        String principal =
                target.principal().orElseThrow(() -> Refusal.of("A principal must be named."));
        target.write(
                List.of(
                        target.calls()
                                .assign(
                                        target.scope(),
                                        newName(run.connections().random()),
                                        new Wanted(
                                                role.id(),
                                                principal,
                                                run.text("ObjectType"),
                                                run.text("Description"),
                                                run.text("Condition")))));
    }

    private static UUID newName(SecureRandom random) {
        return new UUID(
                random.nextLong() & ~0xF000L | 0x4000L,
                random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL | Long.MIN_VALUE);
    }
}
