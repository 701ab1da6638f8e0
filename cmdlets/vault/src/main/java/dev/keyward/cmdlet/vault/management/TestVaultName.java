package dev.keyward.cmdlet.vault.management;

import dev.keyward.client.VaultResource.NameCheck;
import dev.keyward.cmdlet.Parameter;
import dev.keyward.cmdlet.PsObject;
import dev.keyward.cmdlet.Signature;
import dev.keyward.cmdlet.TypeToken;
import dev.keyward.cmdlet.vault.shape.Names;
import dev.keyward.cmdlet.vault.shape.Parameters;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import java.util.List;

final class TestVaultName extends VaultCmdlet {
    TestVaultName() {
        super(
                Names.of("Test-VaultName", "Test-AzKeyVaultNameAvailability"),
                "Says whether a vault can have a name.",
                Signature.of(
                                Parameter.of("Name", TypeToken.STRING).required().at(0),
                                Parameters.subscriptionId())
                        .giving("ICheckNameAvailabilityResult"));
    }

    @Override
    public List<Example> examples() {
        return List.of(
                new Example("A name in use", "(Test-VaultName demo).NameAvailable", "False"));
    }

    @Override
    protected void run(Run run) {
        NameCheck check = new VaultLookup(run).subscription().vaults().check(run.required("Name"));
        run.write(
                new PsObject()
                        .set("NameAvailable", check.isFree())
                        .set("Reason", check.reason())
                        .set("Message", check.message()));
    }
}
