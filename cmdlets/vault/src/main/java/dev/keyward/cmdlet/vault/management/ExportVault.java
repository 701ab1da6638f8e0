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

final class ExportVault extends VaultCmdlet {
    ExportVault() {
        super(Subject.MANAGEMENT, "Export-Vault");
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
