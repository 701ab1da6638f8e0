package dev.keyward.cmdlet.vault.management;

import dev.keyward.client.VaultContents;
import dev.keyward.cmdlet.ConfirmImpact;
import dev.keyward.cmdlet.Parameter;
import dev.keyward.cmdlet.Signature;
import dev.keyward.cmdlet.TypeToken;
import dev.keyward.cmdlet.vault.shape.BlobFiles;
import dev.keyward.cmdlet.vault.shape.ContentsShapes;
import dev.keyward.cmdlet.vault.shape.Names;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import dev.keyward.model.SecretBytes;
import java.nio.file.Path;
import java.util.Objects;

final class ImportVault extends VaultCmdlet {
    ImportVault() {
        super(
                Names.of("Import-Vault"),
                "Brings what Export-Vault wrote into a vault of a development server (serve --dev), whole or not at all.",
                Signature.of(
                                Parameter.of("VaultName", TypeToken.STRING)
                                        .required()
                                        .at(0)
                                        .aka("Name"),
                                Parameter.of("InputFile", TypeToken.STRING).required().at(1),
                                Parameter.of("Passphrase", TypeToken.SECURE_STRING)
                                        .required()
                                        .help("That of the export."))
                        .changing(ConfirmImpact.Medium)
                        .giving("VaultContents"));
    }

    @Override
    protected void run(Run run) {
        String vault = run.required("VaultName");
        if (!run.goesOn(vault, "Import into vault")) {
            return;
        }
        byte[] value = BlobFiles.read(run, "InputFile");
        Path file = run.invocation().session().resolve(run.required("InputFile"));
        try (SecretBytes passphrase = Objects.requireNonNull(run.secret("Passphrase"))) {
            VaultContents contents =
                    run.connection().inSubscription().importVault(vault, passphrase, value);
            run.write(ContentsShapes.contents(vault, contents, file));
        }
    }
}
