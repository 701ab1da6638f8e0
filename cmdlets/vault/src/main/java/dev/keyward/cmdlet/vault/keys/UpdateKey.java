package dev.keyward.cmdlet.vault.keys;

import dev.keyward.client.KeyBundle;
import dev.keyward.cmdlet.ConfirmImpact;
import dev.keyward.cmdlet.Parameter;
import dev.keyward.cmdlet.Signature;
import dev.keyward.cmdlet.TypeToken;
import dev.keyward.cmdlet.vault.shape.Names;
import dev.keyward.cmdlet.vault.shape.NewSettings;
import dev.keyward.cmdlet.vault.shape.ObjectShapes;
import dev.keyward.cmdlet.vault.shape.ObjectTarget;
import dev.keyward.cmdlet.vault.shape.Parameters;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.Types;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import java.util.List;

final class UpdateKey extends VaultCmdlet {
    private static final String NAMES = "Default";
    private static final String OBJECT = "InputObject";

    UpdateKey() {
        super(
                Names.of(
                        "Update-Key",
                        "Update-AzKeyVaultKey",
                        "Update-AzureKeyVaultKey",
                        "Set-AzKeyVaultKeyAttribute",
                        "Set-AzureKeyVaultKeyAttribute"),
                "Changes what's known about a key's version; its numbers stay.",
                Signature.of(
                                Parameters.vaultName(NAMES),
                                KeyParameters.name(NAMES),
                                Parameters.inputObject(Types.A_KEY, OBJECT),
                                Parameter.of("Version", TypeToken.STRING).aka("KeyVersion").at(2),
                                Parameters.enable(),
                                Parameters.expires(),
                                Parameters.notBefore(),
                                KeyParameters.operations(),
                                Parameters.tag(),
                                Parameters.passThru())
                        .defaultSet(NAMES)
                        .changing(ConfirmImpact.Medium)
                        .giving("PSKeyVaultKey"));
    }

    @Override
    public List<Example> examples() {
        return List.of(
                new Example(
                        "Restrict a key to signing",
                        "(Update-Key demo box -KeyOps sign,verify -PassThru).Attributes.KeyOps",
                        "sign\nverify"));
    }

    @Override
    protected void run(Run run) {
        ObjectTarget target = ObjectTarget.of(run);
        String name = target.objectName();
        if (!run.goesOn(name, "Set key attribute")) {
            return;
        }
        KeyBundle changed =
                target.vault()
                        .keys()
                        .update(
                                name,
                                target.version(),
                                KeyParameters.operations(run),
                                NewSettings.changed(run));
        if (run.flag("PassThru")) {
            run.write(ObjectShapes.key(changed, target.look()));
        }
    }
}
