package dev.keyward.cmdlet.vault.roles;

import dev.keyward.client.RoleCalls.Definition;
import dev.keyward.cmdlet.Parameter;
import dev.keyward.cmdlet.Signature;
import dev.keyward.cmdlet.TypeToken;
import dev.keyward.cmdlet.vault.shape.Names;
import dev.keyward.cmdlet.vault.shape.RoleShapes;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import java.util.List;

final class GetRoleDefinition extends VaultCmdlet {
    private static final String NAME = "RoleDefinitionNameParameterSet";
    private static final String ID = "RoleDefinitionIdParameterSet";
    private static final String CUSTOM = "RoleDefinitionCustomParameterSet";

    GetRoleDefinition() {
        super(
                Names.of("Get-RoleDefinition", "Get-AzRoleDefinition", "Get-AzureRmRoleDefinition"),
                "Gets the roles there are.",
                Signature.of(
                                Parameter.of("Name", TypeToken.STRING)
                                        .aka("RoleDefinitionName")
                                        .inSets(NAME)
                                        .at(0)
                                        .byPropertyName(),
                                Parameter.of("Id", TypeToken.GUID)
                                        .aka("RoleDefinitionId")
                                        .inSets(ID)
                                        .required()
                                        .byPropertyName(),
                                Parameter.flag("Custom")
                                        .inSets(CUSTOM)
                                        .help("Only roles that aren't built in."),
                                Parameter.of("Scope", TypeToken.STRING).byPropertyName(),
                                Parameter.flag("AtScopeAndBelow")
                                        .help("Accepted; built-in roles are at every scope."))
                        .defaultSet(NAME)
                        .giving("PSRoleDefinition"));
    }

    @Override
    public List<Example> examples() {
        return List.of(
                new Example(
                        "What a role allows inside a vault",
                        "(Get-RoleDefinition 'Key Vault Secrets Officer').DataActions",
                        "Microsoft.KeyVault/vaults/secrets/*"));
    }

    @Override
    protected void run(Run run) {
        RoleTarget target = new RoleTarget(run);
        String name = run.text("Name");
        String id = run.has("Id") ? run.text("Id") : null;
        for (Definition role : target.calls().definitions(target.scope())) {
            if ((name == null || role.roleName().equalsIgnoreCase(name))
                    && (id == null || role.name().equalsIgnoreCase(id))
                    && (!run.flag("Custom") || role.custom())) {
                run.write(RoleShapes.definition(role));
            }
        }
    }
}
