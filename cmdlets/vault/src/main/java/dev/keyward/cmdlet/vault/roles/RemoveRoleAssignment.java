package dev.keyward.cmdlet.vault.roles;

import dev.keyward.cmdlet.PsObject;
import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.Refusal;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import dev.keyward.wire.arm.RoleAssignmentResource;
import dev.keyward.wire.arm.RoleDefinitionResource;
import java.util.List;
import java.util.function.Predicate;

final class RemoveRoleAssignment extends VaultCmdlet {
    RemoveRoleAssignment() {
        super(
                Subject.ROLES,
                "Remove-RoleAssignment",
                "Remove-AzRoleAssignment",
                "Remove-AzureRmRoleAssignment");
    }

    @Override
    protected void run(Run run) {
        RoleTarget target = new RoleTarget(run);
        RoleAssignmentResource found = find(run, target);
        if (!run.goesOn(found.scope(), "Remove role assignment of " + found.principalId())) {
            return;
        }
        target.calls().remove(found);
        if (run.flag("PassThru")) {
            target.write(List.of(found));
        }
    }

    private static RoleAssignmentResource find(Run run, RoleTarget target) {
        PsObject input = run.inputObject();
        if (input != null) {
            Object id = input.get("RoleAssignmentId");
            return only(
                    target,
                    String.valueOf(input.get("Scope")),
                    "",
                    each -> each.id().equalsIgnoreCase(String.valueOf(id)));
        }
        RoleDefinitionResource role =
                target.role().orElseThrow(() -> Refusal.of("A role must be named."));
        String principal =
                target.principal().orElseThrow(() -> Refusal.of("A principal must be named."));
        return only(
                target,
                target.scope(),
                " and principalId eq '" + principal.replace("'", "''") + "'",
                each -> each.role().equalsIgnoreCase(role.name()));
    }

    private static RoleAssignmentResource only(
            RoleTarget target,
            String scope,
            String more,
            Predicate<RoleAssignmentResource> wanted) {
        for (RoleAssignmentResource each : target.calls().assignments(scope, "atScope()" + more)) {
            if (wanted.test(each) && each.scope().equalsIgnoreCase(scope)) {
                return each;
            }
        }
        throw Refusal.of("The provided information does not map to a role assignment.");
    }
}
