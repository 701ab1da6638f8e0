package dev.keyward.cmdlet.vault.roles;

import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import dev.keyward.wire.arm.RoleAssignmentResource;
import dev.keyward.wire.arm.RoleDefinitionResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

final class GetRoleAssignment extends VaultCmdlet {
    GetRoleAssignment() {
        super(
                Subject.ROLES,
                "Get-RoleAssignment",
                "Get-AzRoleAssignment",
                "Get-AzureRmRoleAssignment");
    }

    @Override
    protected void run(Run run) {
        RoleTarget target = new RoleTarget(run);
        String scope = target.scope();
        Optional<RoleDefinitionResource> role = target.role();
        List<String> terms = new ArrayList<>();
        if (target.isNarrowed()) {
            terms.add("atScope()");
        }
        target.principal()
                .map(id -> id.replace("'", "''"))
                .map(id ->
                        run.flag("ExpandPrincipalGroups")
                                ? "assignedTo('" + id + "')"
                                : "principalId eq '" + id + "'")
                .ifPresent(terms::add);
        List<RoleAssignmentResource> found = new ArrayList<>();
        for (RoleAssignmentResource assignment :
                target.calls().assignments(scope, String.join(" and ", terms))) {
            boolean wantedRole =
                    role.isEmpty() || role.get().name().equalsIgnoreCase(assignment.role());
            if (wantedRole
                    && (!run.flag("AtScope") || assignment.scope().equalsIgnoreCase(scope))) {
                found.add(assignment);
            }
        }
        target.write(found);
    }
}
