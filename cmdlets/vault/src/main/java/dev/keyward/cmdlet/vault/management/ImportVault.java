package dev.keyward.cmdlet.vault.management;

import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.BlobFiles;
import dev.keyward.cmdlet.vault.shape.ContentsShapes;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import dev.keyward.model.SecretBytes;
import dev.keyward.wire.VaultContents;
import java.nio.file.Path;
import java.util.Objects;

final class ImportVault extends VaultCmdlet {
    ImportVault() {
        super(Subject.MANAGEMENT, "Import-Vault");
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
