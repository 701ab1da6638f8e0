package dev.keyward.cmdlet.vault.roles;

import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.Refusal;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import dev.keyward.wire.arm.RoleAssignmentParameters;
import dev.keyward.wire.arm.RoleDefinitionResource;
import java.util.List;

final class NewRoleAssignment extends VaultCmdlet {
    NewRoleAssignment() {
        super(
                Subject.ROLES,
                "New-RoleAssignment",
                "New-AzRoleAssignment",
                "New-AzureRmRoleAssignment");
    }

    @Override
    protected void run(Run run) {
        RoleTarget target = new RoleTarget(run);
        RoleDefinitionResource role =
                target.role().orElseThrow(() -> Refusal.of("A role must be named."));
        String principal =
                target.principal().orElseThrow(() -> Refusal.of("A principal must be named."));
        target.write(
                List.of(
                        new RoleGrant(run)
                                .give(
                                        target.scope(),
                                        new RoleAssignmentParameters(
                                                role.id(),
                                                principal,
                                                run.text("ObjectType"),
                                                run.text("Description"),
                                                run.text("Condition")))));
    }
}
