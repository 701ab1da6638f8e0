package dev.keyward.cmdlet.vault.objects;

import dev.keyward.cmdlet.vault.shape.BlobFiles;
import dev.keyward.cmdlet.vault.shape.ObjectTarget;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;

/// Brings a backed-up object into a vault, under the name it had.
final class Restore<C, B> extends VaultCmdlet {
    private final ObjectKind<C, B> kind;

    Restore(ObjectKind<C, B> kind) {
        super(
                kind.subject(),
                "Restore-" + kind.noun(),
                "Restore-AzKeyVault" + kind.noun(),
                "Restore-AzureKeyVault" + kind.noun());
        this.kind = kind;
    }

    @Override
    protected void run(Run run) {
        ObjectTarget target = ObjectTarget.of(run);
        if (run.goesOn(target.look().vaultName(), "Restore " + kind.word())) {
            byte[] blob = BlobFiles.read(run, "InputFile");
            B restored = kind.restore().apply(kind.calls().apply(target.vault()), blob);
            run.write(kind.shape().apply(restored, target.look()));
        }
    }
}
