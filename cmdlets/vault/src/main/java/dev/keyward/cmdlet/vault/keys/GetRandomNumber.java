package dev.keyward.cmdlet.vault.keys;

import dev.keyward.cmdlet.Parameter;
import dev.keyward.cmdlet.Signature;
import dev.keyward.cmdlet.TypeToken;
import dev.keyward.cmdlet.Validation;
import dev.keyward.cmdlet.vault.shape.Completions;
import dev.keyward.cmdlet.vault.shape.Names;
import dev.keyward.cmdlet.vault.shape.ObjectTarget;
import dev.keyward.cmdlet.vault.shape.Parameters;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.Types;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import java.util.Base64;
import java.util.List;

final class GetRandomNumber extends VaultCmdlet {
    private static final String NAME = "GetByHsmName";
    private static final String ID = "GetByHsmResourceId";
    private static final String OBJECT = "GetByHsmInputObject";
    private static final int MOST = 128;

    GetRandomNumber() {
        super(
                Names.of("Get-HsmRandomNumber", "Get-AzKeyVaultRandomNumber"),
                "Gets random bytes made by a vault.",
                Signature.of(
                                Parameter.of("VaultName", TypeToken.STRING)
                                        .aka("HsmName")
                                        .inSets(NAME)
                                        .required()
                                        .at(0)
                                        .completedBy(Completions::vaults)
                                        .help("Name of the vault."),
                                Parameters.inputObject(Types.A_VAULT, OBJECT),
                                Parameters.resourceId(ID),
                                Parameter.of("Count", TypeToken.INT)
                                        .required()
                                        .valid(Validation.Range.of(1, MOST))
                                        .help("How many bytes, 1 to 128."),
                                Parameter.flag("AsBase64String")
                                        .help("Writes them as one text in place of bytes."))
                        .defaultSet(NAME)
                        .giving("String", "Byte"));
    }

    @Override
    public List<Example> examples() {
        return List.of(
                new Example(
                        "Get sixteen random bytes",
                        "(Get-HsmRandomNumber demo -Count 16).Count",
                        "16"),
                new Example(
                        "Get them as a text",
                        "[Convert]::FromBase64String((Get-HsmRandomNumber demo -Count 32"
                                + " -AsBase64String)).Length",
                        "32"));
    }

    @Override
    protected void run(Run run) {
        byte[] bytes =
                ObjectTarget.of(run).vault().keys().random(run.arguments().number("Count", 0));
        if (run.flag("AsBase64String")) {
            run.write(Base64.getEncoder().encodeToString(bytes));
        } else {
            run.write(bytes);
        }
    }
}
