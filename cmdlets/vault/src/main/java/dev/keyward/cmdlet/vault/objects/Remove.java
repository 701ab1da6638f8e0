package dev.keyward.cmdlet.vault.objects;

import dev.keyward.cmdlet.vault.shape.ObjectTarget;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;

/// Deletes an object, or destroys a deleted one.
final class Remove<C, B> extends VaultCmdlet {
    private final ObjectKind<C, B> kind;

    Remove(ObjectKind<C, B> kind) {
        super(
                kind.subject(),
                "Remove-" + kind.noun(),
                "Remove-AzKeyVault" + kind.noun(),
                "Remove-AzureKeyVault" + kind.noun());
        this.kind = kind;
    }

    @Override
    protected void run(Run run) {
        ObjectTarget target = ObjectTarget.of(run);
        String name = target.objectName();
        C calls = kind.calls().apply(target.vault());
        String object = kind.word() + " '" + name + "'";
        if (run.flag("InRemovedState")) {
            if (run.goesOn(
                    name,
                    "Purge " + kind.word(),
                    "Are you sure you want to permanently remove " + object + "?")) {
                kind.purge().accept(calls, name);
            }
            return;
        }
        if (run.goesOn(
                name, "Remove " + kind.word(), "Are you sure you want to remove " + object + "?")) {
            B deleted = kind.delete().apply(calls, name);
            if (run.flag("PassThru")) {
                run.write(kind.shape().apply(deleted, target.look()));
            }
        }
    }
}
