package dev.keyward.cmdlet.vault.roles;

import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.RoleShapes;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import dev.keyward.wire.arm.RoleDefinitionResource;

final class GetRoleDefinition extends VaultCmdlet {
    GetRoleDefinition() {
        super(
                Subject.ROLES,
                "Get-RoleDefinition",
                "Get-AzRoleDefinition",
                "Get-AzureRmRoleDefinition");
    }

    @Override
    protected void run(Run run) {
        RoleTarget target = new RoleTarget(run);
        String name = run.text("Name");
        String id = run.has("Id") ? run.text("Id") : null;
        for (RoleDefinitionResource role : target.calls().definitions(target.scope())) {
            if ((name == null || role.roleName().equalsIgnoreCase(name))
                    && (id == null || role.name().equalsIgnoreCase(id))
                    && (!run.flag("Custom") || role.isCustom())) {
                run.write(RoleShapes.definition(role));
            }
        }
    }
}
