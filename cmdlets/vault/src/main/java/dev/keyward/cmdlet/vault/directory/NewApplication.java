package dev.keyward.cmdlet.vault.directory;

import dev.keyward.client.graph.DirectoryEntry;
import dev.keyward.client.graph.GraphClient;
import dev.keyward.cmdlet.PsObject;
import dev.keyward.cmdlet.SecureString;
import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.DirectoryShapes;
import dev.keyward.cmdlet.vault.shape.Refusal;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import dev.keyward.model.SecretBytes;
import dev.keyward.wire.graph.ApplicationParameters;
import java.util.List;
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
        refuseOtherTenants(run);
        if (!run.goesOn(name, "Adding a new application with display name '" + name + "'")) {
            return;
        }
        GraphClient graph = run.connection().graph();
        DirectoryEntry made =
                graph.createApplication(
                        new ApplicationParameters(
                                name,
                                run.text("HomePage"),
                                run.arguments().texts("IdentifierUri"),
                                secrets(run)));
        PsObject object = DirectoryShapes.application(made);
        boolean dated = run.has("StartDate") || run.has("EndDate");
        // As with Az: dates without a password are those of one to be made.
        run.write(
                dated && !run.has("Password")
                        ? DirectoryShapes.withCredential(
                                object,
                                graph.credentials()
                                        .add(
                                                made.objectId(),
                                                new ApplicationParameters.NewSecret(
                                                        null,
                                                        run.time("StartDate"),
                                                        run.time("EndDate"))))
                        : object);
    }

    static void refuseOtherTenants(Run run) {
        if (run.flag("AvailableToOtherTenants")) {
            throw Refusal.of(
                    "-AvailableToOtherTenants: must be $false; an application is known in its own"
                            + " tenant alone.");
        }
    }

    private static List<ApplicationParameters.Secret> secrets(Run run) {
        SecretBytes password = password(run);
        return password == null
                ? List.of()
                : List.of(
                        new ApplicationParameters.Secret(
                                null, null, password, run.time("StartDate"), run.time("EndDate")));
    }

    private static @Nullable SecretBytes password(Run run) {
        return switch (run.arguments().get("Password")) {
            case null -> null;
            case SecureString text -> Run.bytes(text);
            case Object text -> SecretBytes.ofUtf8(text.toString());
        };
    }
}
