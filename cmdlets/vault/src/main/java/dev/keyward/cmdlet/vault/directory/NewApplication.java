package dev.keyward.cmdlet.vault.directory;

import dev.keyward.client.GraphClient;
import dev.keyward.cmdlet.ConfirmImpact;
import dev.keyward.cmdlet.Parameter;
import dev.keyward.cmdlet.SecureString;
import dev.keyward.cmdlet.Signature;
import dev.keyward.cmdlet.TypeToken;
import dev.keyward.cmdlet.vault.shape.DirectoryShapes;
import dev.keyward.cmdlet.vault.shape.Names;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import dev.keyward.model.SecretBytes;
import org.jspecify.annotations.Nullable;

final class NewApplication extends VaultCmdlet {
    NewApplication() {
        super(
                Names.of("New-Application", "New-AzADApplication", "New-AzureRmADApplication"),
                "Registers an application in the directory.",
                Signature.of(
                                Parameter.of("DisplayName", TypeToken.STRING).required(),
                                Parameter.of("HomePage", TypeToken.STRING).aka("WebHomePageUrl"),
                                Parameter.of("IdentifierUri", TypeToken.STRINGS)
                                        .aka("IdentifierUris"),
                                Parameter.of("StartDate", TypeToken.DATE_TIME),
                                Parameter.of("EndDate", TypeToken.DATE_TIME),
                                // Text in the oldest modules, protected in later ones.
                                Parameter.of("Password", TypeToken.OBJECT)
                                        .help("The application's secret, protected or as text."),
                                Parameter.of("AvailableToOtherTenants", TypeToken.BOOL),
                                Parameter.of("ReplyUrls", TypeToken.STRINGS).aka("ReplyUrl"))
                        .changing(ConfirmImpact.Medium)
                        .giving("IMicrosoftGraphApplication"));
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
