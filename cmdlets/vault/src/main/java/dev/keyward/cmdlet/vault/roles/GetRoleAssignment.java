package dev.keyward.cmdlet.vault.roles;

import dev.keyward.client.RoleCalls.Assignment;
import dev.keyward.client.RoleCalls.Definition;
import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
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
        Optional<Definition> role = target.role();
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
        List<Assignment> found = new ArrayList<>();
        for (Assignment assignment :
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
