package dev.keyward.cmdlet.vault.account;

import dev.keyward.cmdlet.ConfirmImpact;
import dev.keyward.cmdlet.Signature;
import dev.keyward.cmdlet.vault.shape.Names;
import dev.keyward.cmdlet.vault.shape.Parameters;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;

final class ClearContext extends VaultCmdlet {
    ClearContext() {
        super(
                Names.of("Clear-Context", "Clear-AzContext", "Clear-AzureRmContext"),
                "Signs every account out and forgets the connections made before.",
                Signature.of(
                                Parameters.force(),
                                Parameters.passThru().help("Writes True."),
                                AccountParameters.scope())
                        .changing(ConfirmImpact.Medium)
                        .giving("Boolean"));
    }

    @Override
    protected void run(Run run) {
        if (run.goesOn("", "Clear context")) {
            run.connections().forget(_ -> true);
            if (run.flag("PassThru")) {
                run.write(true);
            }
        }
    }
}
