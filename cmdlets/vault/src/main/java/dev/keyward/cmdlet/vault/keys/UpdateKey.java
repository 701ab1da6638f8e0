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
                                KeyParameters.releasePolicyPath(),
                                KeyParameters.immutable(),
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
                        "sign\nverify"),
                new Example(
                        "Change under which conditions a key may leave",
                        "$null = New-Vault release demo local -Sku Premium;"
                                + " $policy = '{\"version\":\"1.0.0\",\"anyOf\":"
                                + "[{\"authority\":\"https://NAME.example\",\"allOf\":"
                                + "[{\"claim\":\"debug\",\"equals\":\"false\"}]}]}';"
                                + " $policy -replace 'NAME', 'old' > old.json;"
                                + " $policy -replace 'NAME', 'new' > new.json;"
                                + " $null = Add-Key release out -Destination Software -KeyType EC"
                                + " -CurveName P-256 -Exportable -ReleasePolicyPath old.json;"
                                + " (Update-Key release out -ReleasePolicyPath new.json -Immutable"
                                + " -PassThru).ReleasePolicy -match 'new.example'",
                        "True"));
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
                                NewSettings.changed(run),
                                KeyParameters.releasePolicy(run));
        if (run.flag("PassThru")) {
            run.write(ObjectShapes.key(changed, target.look()));
        }
    }
}
