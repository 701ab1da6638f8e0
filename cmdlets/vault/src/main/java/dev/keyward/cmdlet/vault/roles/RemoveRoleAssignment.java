package dev.keyward.cmdlet.vault.roles;

import dev.keyward.client.RoleCalls.Assignment;
import dev.keyward.client.RoleCalls.Definition;
import dev.keyward.cmdlet.ConfirmImpact;
import dev.keyward.cmdlet.Parameter;
import dev.keyward.cmdlet.PsObject;
import dev.keyward.cmdlet.Signature;
import dev.keyward.cmdlet.TypeToken;
import dev.keyward.cmdlet.vault.shape.Names;
import dev.keyward.cmdlet.vault.shape.Parameters;
import dev.keyward.cmdlet.vault.shape.Refusal;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.Types;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import java.util.List;
import java.util.function.Predicate;

final class RemoveRoleAssignment extends VaultCmdlet {
    private static final String OBJECT = "RoleAssignmentParameterSet";
    private static final List<String> SETS =
            List.of(
                    RoleParameters.EMPTY,
                    "ResourceWithObjectIdParameterSet",
                    "ResourceGroupWithObjectIdParameterSet",
                    "ScopeWithObjectIdParameterSet",
                    RoleParameters.BY_ROLE_ID,
                    "ResourceWithSignInNameParameterSet",
                    "ResourceGroupWithSignInNameParameterSet",
                    "ScopeWithSignInNameParameterSet",
                    "ResourceWithSPNParameterSet",
                    "ResourceGroupWithSPNParameterSet",
                    "ScopeWithSPNParameterSet",
                    OBJECT);

    RemoveRoleAssignment() {
        super(
                Names.of(
                        "Remove-RoleAssignment",
                        "Remove-AzRoleAssignment",
                        "Remove-AzureRmRoleAssignment"),
                "Takes a role away from a user, group or application.",
                new Signature(
                                new RoleParameters(SETS)
                                        .principal(
                                                set ->
                                                        set.contains("ObjectId")
                                                                || set.equals(RoleParameters.EMPTY),
                                                _ -> false,
                                                Parameter.of(
                                                                "ServicePrincipalName",
                                                                TypeToken.STRING)
                                                        .aka("SPN", "ApplicationId"))
                                        .scope(
                                                set ->
                                                        set.startsWith("Scope")
                                                                || set.equals(RoleParameters.EMPTY)
                                                                || set.equals(
                                                                        RoleParameters.BY_ROLE_ID),
                                                _ -> false)
                                        .role(true)
                                        .more(
                                                Parameters.inputObject(
                                                        Types.A_ROLE_ASSIGNMENT, OBJECT),
                                                Parameters.passThru())
                                        .all(),
                                RoleParameters.EMPTY,
                                null,
                                List.of())
                        .changing(ConfirmImpact.Medium)
                        .giving("PSRoleAssignment"));
    }

    @Override
    public List<Example> examples() {
        return List.of(
                new Example(
                        "Take back what was given",
                        "New-RoleAssignment -ObjectId 3f1e0000-0000-4000-8000-000000000001"
                                + " -ObjectType Group -RoleDefinitionName Reader"
                                + " -ResourceGroupName demo | Remove-RoleAssignment;"
                                + " @(Get-RoleAssignment).Count",
                        "0"));
    }

    @Override
    protected void run(Run run) {
        RoleTarget target = new RoleTarget(run);
        Assignment found = find(run, target);
        if (!run.goesOn(found.scope(), "Remove role assignment of " + found.principalId())) {
            return;
        }
        target.calls().remove(found);
        if (run.flag("PassThru")) {
            target.write(List.of(found));
        }
    }

    private static Assignment find(Run run, RoleTarget target) {
        PsObject input = run.inputObject();
        if (input != null) {
            Object id = input.get("RoleAssignmentId");
            return only(
                    target,
                    String.valueOf(input.get("Scope")),
                    "",
                    each -> each.id().equalsIgnoreCase(String.valueOf(id)));
        }
        Definition role = target.role().orElseThrow(() -> Refusal.of("A role must be named."));
        String principal =
                target.principal().orElseThrow(() -> Refusal.of("A principal must be named."));
        return only(
                target,
                target.scope(),
                " and principalId eq '" + principal.replace("'", "''") + "'",
                each -> each.role().equalsIgnoreCase(role.name()));
    }

    private static Assignment only(
            RoleTarget target, String scope, String more, Predicate<Assignment> wanted) {
        for (Assignment each : target.calls().assignments(scope, "atScope()" + more)) {
            if (wanted.test(each) && each.scope().equalsIgnoreCase(scope)) {
                return each;
            }
        }
        throw Refusal.of("The provided information does not map to a role assignment.");
    }
}
