package dev.keyward.cmdlet.vault.sealing;

import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.SealingShapes;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import dev.keyward.wire.VaultRepair;

final class RepairVault extends VaultCmdlet {
    RepairVault() {
        super(Subject.SEALING, "Repair-Vault");
    }

    @Override
    protected void run(Run run) {
        String name = run.required("VaultName");
        String question =
                "Damaged records of vault '"
                        + name
                        + "' are removed for good, and what is left"
                        + " counts as the whole. Go on?";
        if (run.goesOn(name, "Repair vault", question)) {
            run.write(
                    SealingShapes.repair(
                            run.connection()
                                    .inSubscription()
                                    .sealing()
                                    .repair(
                                            name,
                                            new VaultRepair.Request(
                                                    run.required("Reason"),
                                                    run.text("ResourceGroupName"),
                                                    null,
                                                    run.text("Location"),
                                                    run.text("VaultId")))));
        }
    }
}
