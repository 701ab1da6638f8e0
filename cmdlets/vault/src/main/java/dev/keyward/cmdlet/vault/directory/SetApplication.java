package dev.keyward.cmdlet.vault.directory;

import dev.keyward.client.graph.DirectoryEntry;
import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import dev.keyward.wire.graph.ApplicationChange;

final class SetApplication extends VaultCmdlet {
    SetApplication() {
        super(
                Subject.DIRECTORY,
                "Set-Application",
                "Update-AzADApplication",
                "Set-AzADApplication",
                "Set-AzureRmADApplication",
                "Update-AzureRmADApplication",
                "Update-Application");
    }

    @Override
    protected void run(Run run) {
        NewApplication.refuseOtherTenants(run);
        ApplicationChange change =
                new ApplicationChange(
                        run.text("DisplayName"),
                        run.text("HomePage"),
                        run.has("IdentifierUri") ? run.arguments().texts("IdentifierUri") : null);
        Meant meant = new Meant(run);
        DirectoryEntry application = meant.application();
        if (run.goesOn(application.displayName(), "Update application")) {
            meant.graph().changeApplication(application.objectId(), change);
            if (run.flag("PassThru")) {
                run.write(true);
            }
        }
    }
}
