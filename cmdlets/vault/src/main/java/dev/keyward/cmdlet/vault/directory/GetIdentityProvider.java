package dev.keyward.cmdlet.vault.directory;

import dev.keyward.client.graph.ProviderCalls;
import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.DirectoryShapes;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;

final class GetIdentityProvider extends VaultCmdlet {
    GetIdentityProvider() {
        super(Subject.DIRECTORY, "Get-IdentityProvider");
    }

    @Override
    protected void run(Run run) {
        ProviderCalls providers = run.connection().graph().providers();
        String name = run.text("Name");
        if (name != null) {
            run.write(DirectoryShapes.provider(providers.get(name)));
        } else {
            providers.list().stream().map(DirectoryShapes::provider).forEach(run::write);
        }
    }
}
