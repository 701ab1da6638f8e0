package dev.keyward.cmdlet.vault.roles;

import dev.keyward.cmdlet.Cmdlet;
import java.util.List;

/// All cmdlets for roles.
public final class RoleCmdlets {
    private RoleCmdlets() {}

    public static List<Cmdlet> all() {
        return List.of(
                new NewRoleAssignment(),
                new GetRoleAssignment(),
                new RemoveRoleAssignment(),
                new GetRoleDefinition());
    }
}
