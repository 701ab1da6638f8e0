package dev.keyward.cmdlet.vault.sealing;

import dev.keyward.cmdlet.ConfirmImpact;
import dev.keyward.cmdlet.Parameter;
import dev.keyward.cmdlet.Signature;
import dev.keyward.cmdlet.TypeToken;
import dev.keyward.cmdlet.vault.shape.Completions;
import dev.keyward.cmdlet.vault.shape.Names;
import dev.keyward.cmdlet.vault.shape.Parameters;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.SealingShapes;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import java.util.List;

final class RepairVault extends VaultCmdlet {
    RepairVault() {
        super(
                Names.of("Repair-Vault"),
                "Takes a vault as it is whose records were damaged, so that it can be used again.",
                Signature.of(
                                Parameter.of("VaultName", TypeToken.STRING)
                                        .aka("Name")
                                        .required()
                                        .at(0)
                                        .completedBy(Completions::vaults),
                                Parameter.of("Reason", TypeToken.STRING)
                                        .required()
                                        .at(1)
                                        .help("Stands in the audit log."),
                                Parameter.of("ResourceGroupName", TypeToken.STRING)
                                        .help(
                                                "Where the vault belongs, if its own record is"
                                                        + " damaged."),
                                Parameter.of("VaultId", TypeToken.STRING)
                                        .help(
                                                "Which vault it is, if more than one has lost its"
                                                        + " record."),
                                Parameters.force())
                        .changing(ConfirmImpact.Medium)
                        .giving("VaultRepair"));
    }

    @Override
    public List<Example> examples() {
        return List.of(
                new Example(
                        "Nothing is damaged, so nothing is removed",
                        "Repair-Vault demo -Reason 'a drill' -Force | % RecordMadeAnew",
                        "False"));
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
                                            run.required("Reason"),
                                            run.text("ResourceGroupName"),
                                            run.text("VaultId"))));
        }
    }
}
