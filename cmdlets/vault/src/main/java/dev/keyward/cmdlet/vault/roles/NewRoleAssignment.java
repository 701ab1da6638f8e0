package dev.keyward.cmdlet.vault.roles;

import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.Refusal;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import dev.keyward.wire.arm.RoleAssignmentParameters;
import dev.keyward.wire.arm.RoleDefinitionResource;
import java.security.SecureRandom;
import java.util.List;
import java.util.UUID;

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
                        target.calls()
                                .assign(
                                        target.scope(),
                                        newName(run.connections().random()),
                                        new RoleAssignmentParameters(
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
