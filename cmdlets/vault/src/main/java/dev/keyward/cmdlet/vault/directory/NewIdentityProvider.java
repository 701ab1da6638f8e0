package dev.keyward.cmdlet.vault.directory;

import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.DirectoryShapes;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;

final class NewIdentityProvider extends VaultCmdlet {
    NewIdentityProvider() {
        super(Subject.DIRECTORY, "New-IdentityProvider");
    }

    @Override
    protected void run(Run run) {
        String name = run.required("Name");
        if (run.goesOn(name, "Trust identity provider")) {
            run.write(
                    DirectoryShapes.provider(
                            run.connection()
                                    .graph()
                                    .providers()
                                    .create(ProviderParameters.of(run, name))));
        }
    }
}
