package dev.keyward.cmdlet.vault.management;

import dev.keyward.client.VaultContents;
import dev.keyward.cmdlet.ConfirmImpact;
import dev.keyward.cmdlet.Parameter;
import dev.keyward.cmdlet.Signature;
import dev.keyward.cmdlet.TypeToken;
import dev.keyward.cmdlet.vault.shape.BlobFiles;
import dev.keyward.cmdlet.vault.shape.ContentsShapes;
import dev.keyward.cmdlet.vault.shape.Names;
import dev.keyward.cmdlet.vault.shape.Parameters;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import dev.keyward.model.SecretBytes;
import java.nio.file.Path;
import java.util.Objects;

final class ExportVault extends VaultCmdlet {
    ExportVault() {
        super(
                Names.of("Export-Vault"),
                "Writes all that a vault of a development server (serve --dev) holds to a file, sealed under a passphrase, for Import-Vault on another one.",
                Signature.of(
                                Parameter.of("VaultName", TypeToken.STRING)
                                        .required()
                                        .at(0)
                                        .aka("Name"),
                                Parameter.of("OutputFile", TypeToken.STRING).at(1),
                                Parameter.of("Passphrase", TypeToken.SECURE_STRING)
                                        .required()
                                        .help(
                                                "12 characters or more; whoever has it and the file has every key and secret."),
                                Parameters.force())
                        .changing(ConfirmImpact.Medium)
                        .giving("VaultContents"));
    }

    @Override
    protected void run(Run run) {
        String vault = run.required("VaultName");
        if (!run.goesOn(vault, "Export vault")) {
            return;
        }
        Path file = BlobFiles.target(run, run.text("OutputFile"), vault, "contents");
        if (file == null) {
            return;
        }
        try (SecretBytes passphrase = Objects.requireNonNull(run.secret("Passphrase"))) {
            VaultContents contents =
                    run.connection().inSubscription().exportVault(vault, passphrase);
            BlobFiles.write(file, Objects.requireNonNull(contents.value()));
            run.write(ContentsShapes.contents(vault, contents, file));
        }
    }
}
