package dev.keyward.cmdlet.vault.sealing;

import dev.keyward.cmdlet.ConfirmImpact;
import dev.keyward.cmdlet.Parameter;
import dev.keyward.cmdlet.Signature;
import dev.keyward.cmdlet.TypeToken;
import dev.keyward.cmdlet.vault.shape.Completions;
import dev.keyward.cmdlet.vault.shape.Names;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.SealingShapes;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import java.util.List;

final class InvokeVaultKeyRotation extends VaultCmdlet {
    InvokeVaultKeyRotation() {
        super(
                Names.of("Invoke-VaultKeyRotation"),
                "Makes a new key for a vault's records and seals them again.",
                Signature.of(
                                Parameter.of("VaultName", TypeToken.STRING)
                                        .aka("Name")
                                        .required()
                                        .at(0)
                                        .completedBy(Completions::vaults))
                        .changing(ConfirmImpact.Medium)
                        .giving("SealingKey"));
    }

    @Override
    public List<Example> examples() {
        return List.of(
                new Example(
                        "The generation counts from 1",
                        "Invoke-VaultKeyRotation demo | % Generation",
                        "2"));
    }

    @Override
    protected void run(Run run) {
        String name = run.required("VaultName");
        if (run.goesOn(name, "Rotate key")) {
            int generation = run.connection().inSubscription().sealing().rotateVaultKey(name);
            run.write(SealingShapes.key(name, generation));
        }
    }
}
