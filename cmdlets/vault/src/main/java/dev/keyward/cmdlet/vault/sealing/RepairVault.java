package dev.keyward.cmdlet.vault.sealing;

import dev.keyward.cmdlet.vault.connection.Connection;
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
            Connection connection = run.connection();
            VaultRepair repaired =
                    connection
                            .inSubscription()
                            .sealing()
                            .repair(
                                    name,
                                    new VaultRepair.Request(
                                            run.required("Reason"),
                                            run.text("ResourceGroupName"),
                                            null,
                                            run.text("Location"),
                                            run.text("VaultId")));
            // While it was damaged, it answered under the hosts of every region.
            connection.places().forget(name);
            run.write(SealingShapes.repair(repaired));
        }
    }
}
