package dev.keyward.cmdlet.vault.objects;

import dev.keyward.cmdlet.vault.shape.ObjectTarget;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;

/// Brings a deleted object back.
final class UndoRemoval<C, B> extends VaultCmdlet {
    private final ObjectKind<C, B> kind;

    UndoRemoval(ObjectKind<C, B> kind) {
        super(
                kind.subject(),
                "Undo-" + kind.noun() + "Removal",
                "Undo-AzKeyVault" + kind.noun() + "Removal",
                "Undo-AzureKeyVault" + kind.noun() + "Removal");
        this.kind = kind;
    }

    @Override
    protected void run(Run run) {
        ObjectTarget target = ObjectTarget.of(run);
        String name = target.objectName();
        if (run.goesOn(name, "Recover " + kind.word())) {
            B recovered = kind.recover().apply(kind.calls().apply(target.vault()), name);
            run.write(kind.shape().apply(recovered, target.look()));
        }
    }
}
