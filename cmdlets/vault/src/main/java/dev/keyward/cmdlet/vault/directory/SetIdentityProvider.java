package dev.keyward.cmdlet.vault.directory;

import dev.keyward.client.graph.ProviderCalls;
import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.DirectoryShapes;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import dev.keyward.wire.graph.IdentityProviderBody;

final class SetIdentityProvider extends VaultCmdlet {
    SetIdentityProvider() {
        super(Subject.DIRECTORY, "Set-IdentityProvider");
    }

    @Override
    protected void run(Run run) {
        String name = run.required("Name");
        IdentityProviderBody change = ProviderParameters.of(run, null);
        if (run.goesOn(name, "Update identity provider")) {
            ProviderCalls providers = run.connection().graph().providers();
            providers.change(name, change);
            if (run.flag("PassThru")) {
                run.write(DirectoryShapes.provider(providers.get(name)));
            }
        }
    }
}
