package dev.keyward.cmdlet.vault.directory;

import dev.keyward.client.GraphClient;
import dev.keyward.cmdlet.SecureString;
import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.DirectoryShapes;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import dev.keyward.model.SecretBytes;
import org.jspecify.annotations.Nullable;

final class NewApplication extends VaultCmdlet {
    NewApplication() {
        super(
                Subject.DIRECTORY,
                "New-Application",
                "New-AzADApplication",
                "New-AzureRmADApplication");
    }

    @Override
    protected void run(Run run) {
        String name = run.required("DisplayName");
        if (!run.goesOn(name, "Adding a new application with display name '" + name + "'")) {
            return;
        }
        run.write(
                DirectoryShapes.application(
                        run.connection()
                                .graph()
                                .createApplication(
                                        new GraphClient.NewApplication(
                                                name,
                                                run.text("HomePage"),
                                                run.arguments().texts("IdentifierUri"),
                                                password(run),
                                                run.time("StartDate"),
                                                run.time("EndDate")))));
    }

    private static @Nullable SecretBytes password(Run run) {
        return switch (run.arguments().get("Password")) {
            case null -> null;
            case SecureString text -> Run.bytes(text);
            case Object text -> SecretBytes.ofUtf8(text.toString());
        };
    }
}
