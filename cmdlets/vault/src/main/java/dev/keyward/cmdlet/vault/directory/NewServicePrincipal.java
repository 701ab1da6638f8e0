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
import java.util.Base64;
import java.util.List;

final class NewServicePrincipal extends VaultCmdlet {
    private static final int PASSWORD_BYTES = 32;

    NewServicePrincipal() {
        super(
                Subject.DIRECTORY,
                "New-ServicePrincipal",
                "New-AzADServicePrincipal",
                "New-AzureRmADServicePrincipal");
    }

    @Override
    protected void run(Run run) {
        GraphClient graph = run.connection().graph();
        FirstRole role = FirstRole.of(run);
        String appId = run.text("ApplicationId");
        PsObject application = run.arguments().as(PsObject.class, "ApplicationObject");
        if (application != null) {
            appId = String.valueOf(application.get("AppId"));
        }
        if (appId != null) {
            if (run.has("ServicePrincipalName")) {
                throw Refusal.of(
                        "-ServicePrincipalName is for a new application; one that's there has its"
                                + " identifier URIs.");
            }
            if (run.goesOn(appId, "Adding a new service principal")) {
                DirectoryEntry principal = graph.createServicePrincipal(appId);
                role.giveTo(principal);
                run.write(DirectoryShapes.servicePrincipal(principal));
            }
            return;
        }
        String given = run.text("DisplayName");
        String name =
                given == null
                        ? "keyward-" + run.connections().clock().instant().getEpochSecond()
                        : given;
        if (run.goesOn(name, "Adding a new service principal")) {
            run.write(withApplication(run, graph, name, role));
        }
    }

    private static PsObject withApplication(
            Run run, GraphClient graph, String name, FirstRole role) {
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
                            new ApplicationParameters(
                                    name,
                                    null,
                                    run.arguments().texts("ServicePrincipalName"),
                                    List.of(
                                            new ApplicationParameters.Secret(
                                                    null,
                                                    null,
                                                    secret,
                                                    run.time("StartDate"),
                                                    run.time("EndDate")))));
            DirectoryEntry principal =
                    graph.createServicePrincipal(String.valueOf(application.appId()));
            role.giveTo(principal);
            PsObject object = DirectoryShapes.servicePrincipal(principal);
            // A secret the user doesn't know yet is shown here or never.
            return run.isAzureRm()
                    ? object.set("Secret", password)
                    : DirectoryShapes.withPassword(object, new String(password.reveal()));
        }
    }
}
