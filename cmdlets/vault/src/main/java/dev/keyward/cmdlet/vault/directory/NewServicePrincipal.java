package dev.keyward.cmdlet.vault.directory;

import dev.keyward.client.DirectoryEntry;
import dev.keyward.client.GraphClient;
import dev.keyward.cmdlet.ConfirmImpact;
import dev.keyward.cmdlet.Parameter;
import dev.keyward.cmdlet.PsObject;
import dev.keyward.cmdlet.SecureString;
import dev.keyward.cmdlet.Signature;
import dev.keyward.cmdlet.TypeToken;
import dev.keyward.cmdlet.vault.shape.DirectoryShapes;
import dev.keyward.cmdlet.vault.shape.Names;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.Types;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import dev.keyward.model.SecretBytes;
import java.util.Base64;
import java.util.List;

final class NewServicePrincipal extends VaultCmdlet {
    private static final String NAME = "SimpleParameterSet";
    private static final String ID = "ApplicationIdParameterSet";
    private static final String OBJECT = "ApplicationObjectParameterSet";
    private static final int PASSWORD_BYTES = 32;

    NewServicePrincipal() {
        super(
                Names.of(
                        "New-ServicePrincipal",
                        "New-AzADServicePrincipal",
                        "New-AzureRmADServicePrincipal"),
                "Makes the principal of an application, by which it's given rights.",
                Signature.of(
                                Parameter.of("ApplicationId", TypeToken.GUID)
                                        .aka("AppId")
                                        .inSets(ID)
                                        .required()
                                        .byPropertyName(),
                                Parameter.of("ApplicationObject", Types.AN_APPLICATION)
                                        .inSets(OBJECT)
                                        .required()
                                        .byValue(),
                                Parameter.of("DisplayName", TypeToken.STRING)
                                        .inSets(NAME)
                                        .help("Registers an application of that name too."),
                                Parameter.of("StartDate", TypeToken.DATE_TIME).inSets(NAME),
                                Parameter.of("EndDate", TypeToken.DATE_TIME).inSets(NAME),
                                Parameter.of("Password", TypeToken.SECURE_STRING).inSets(NAME),
                                Parameter.of("ServicePrincipalName", TypeToken.STRINGS),
                                Parameter.of("Role", TypeToken.STRING),
                                Parameter.of("Scope", TypeToken.STRING),
                                Parameter.flag("SkipAssignment"))
                        .defaultSet(NAME)
                        .changing(ConfirmImpact.Medium)
                        .giving("IMicrosoftGraphServicePrincipal"));
    }

    @Override
    protected void run(Run run) {
        GraphClient graph = run.connection().graph();
        if (run.has("Role") || run.has("Scope")) {
            run.invocation()
                    .warning(
                            "Roles aren't assigned; give rights with Set-AccessPolicy -ServicePrincipalName.");
        }
        String appId = run.text("ApplicationId");
        PsObject application = run.arguments().as(PsObject.class, "ApplicationObject");
        if (application != null) {
            appId = String.valueOf(application.get("AppId"));
        }
        if (appId != null) {
            if (run.goesOn(appId, "Adding a new service principal")) {
                run.write(DirectoryShapes.servicePrincipal(graph.createServicePrincipal(appId)));
            }
            return;
        }
        String given = run.text("DisplayName");
        String name =
                given == null
                        ? "keyward-" + run.connections().clock().instant().getEpochSecond()
                        : given;
        if (run.goesOn(name, "Adding a new service principal")) {
            run.write(withApplication(run, graph, name));
        }
    }

    private static PsObject withApplication(Run run, GraphClient graph, String name) {
        SecureString password = run.arguments().as(SecureString.class, "Password");
        if (password == null) {
            byte[] random = new byte[PASSWORD_BYTES];
            run.connections().random().nextBytes(random);
            password =
                    SecureString.of(Base64.getUrlEncoder().withoutPadding().encodeToString(random));
        }
        try (SecretBytes secret = Run.bytes(password)) {
            DirectoryEntry application =
                    graph.createApplication(
                            new GraphClient.NewApplication(
                                    name,
                                    null,
                                    List.of(),
                                    secret,
                                    run.time("StartDate"),
                                    run.time("EndDate")));
            DirectoryEntry principal =
                    graph.createServicePrincipal(String.valueOf(application.appId()));
            PsObject object = DirectoryShapes.servicePrincipal(principal);
            // A secret the user doesn't know yet is shown here or never.
            return run.isAzureRm()
                    ? object.set("Secret", password)
                    : DirectoryShapes.withPassword(object, new String(password.reveal()));
        }
    }
}
