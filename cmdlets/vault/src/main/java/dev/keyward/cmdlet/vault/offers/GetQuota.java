package dev.keyward.cmdlet.vault.offers;

import dev.keyward.client.operator.OperatorCalls;
import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.OfferShapes;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;

final class GetQuota extends VaultCmdlet {
    GetQuota() {
        super(
                Subject.OFFERS,
                "Get-Quota",
                "Get-AzsKeyVaultQuota",
                "Get-AzureRmKeyVaultQuota",
                "Get-VaultQuota");
    }

    @Override
    protected void run(Run run) {
        OperatorCalls operator = run.connection().offering();
        String name = run.text("Name");
        for (String location : Places.some(run, operator)) {
            (name == null
                            ? operator.quotas(location).list().stream()
                            : operator.quotas(location).find(name).stream())
                    .map(OfferShapes::quota)
                    .forEach(run::write);
        }
    }
}
