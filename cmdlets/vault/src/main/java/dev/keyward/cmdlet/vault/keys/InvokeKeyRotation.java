package dev.keyward.cmdlet.vault.keys;

import dev.keyward.cmdlet.ConfirmImpact;
import dev.keyward.cmdlet.Signature;
import dev.keyward.cmdlet.vault.shape.Names;
import dev.keyward.cmdlet.vault.shape.ObjectShapes;
import dev.keyward.cmdlet.vault.shape.ObjectTarget;
import dev.keyward.cmdlet.vault.shape.Parameters;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.Types;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import java.util.List;

final class InvokeKeyRotation extends VaultCmdlet {
    private static final String NAMES = "ByVaultName";
    private static final String OBJECT = "ByKeyInputObject";

    InvokeKeyRotation() {
        super(
                Names.of("Invoke-KeyRotation", "Invoke-AzKeyVaultKeyRotation"),
                "Makes a new version of a key now, as its rotation policy would.",
                Signature.of(
                                Parameters.vaultName(NAMES),
                                KeyParameters.name(NAMES),
                                Parameters.inputObject(Types.A_KEY, OBJECT).aka("Key"))
                        .defaultSet(NAMES)
                        .changing(ConfirmImpact.Medium)
                        .giving("PSKeyVaultKey"));
    }

    @Override
    public List<Example> examples() {
        return List.of(
                new Example(
                        "Rotate a key",
                        "$null = Invoke-KeyRotation demo box;"
                                + " @(Get-Key demo box -IncludeVersions).Count",
                        "2"));
    }

    @Override
    protected void run(Run run) {
        ObjectTarget target = ObjectTarget.of(run);
        String name = target.objectName();
        if (run.goesOn(name, "Rotate key")) {
            run.write(ObjectShapes.key(target.vault().keys().rotate(name), target.look()));
        }
    }
}
