package dev.keyward.cmdlet.vault.keys;

import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.ObjectTarget;
import dev.keyward.cmdlet.vault.shape.ReleaseShapes;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;

final class InvokeKeyRelease extends VaultCmdlet {
    InvokeKeyRelease() {
        super(Subject.KEYS, "Invoke-KeyRelease");
    }

    @Override
    protected void run(Run run) {
        ObjectTarget target = ObjectTarget.of(run);
        String name = target.objectName();
        if (run.goesOn(name, "Release key")) {
            String value =
                    target.vault()
                            .keys()
                            .release(
                                    name,
                                    target.version(),
                                    run.required("TargetAttestationToken"),
                                    run.text("Nonce"),
                                    run.text("Algorithm"));
            run.write(ReleaseShapes.release(value, target.look().vaultName(), name));
        }
    }
}
