package dev.keyward.cmdlet.vault.directory;

import dev.keyward.client.graph.DirectoryEntry;
import dev.keyward.client.graph.GraphClient;
import dev.keyward.client.graph.GraphClient.Kind;
import dev.keyward.cmdlet.PsObject;
import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.DirectoryShapes;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import java.util.stream.Stream;

final class GetServicePrincipal extends VaultCmdlet {
    GetServicePrincipal() {
        super(
                Subject.DIRECTORY,
                "Get-ServicePrincipal",
                "Get-AzADServicePrincipal",
                "Get-AzureRmADServicePrincipal");
    }

    @Override
    protected void run(Run run) {
        Portion.of(run, found(run, run.connection().graph()))
                .map(DirectoryShapes::servicePrincipal)
                .forEach(run::write);
    }

    static Stream<DirectoryEntry> found(Run run, GraphClient graph) {
        String text = run.text("ObjectId");
        if (text != null) {
            return graph.find(Kind.SERVICE_PRINCIPALS, text).stream();
        }
        text = run.text("ApplicationId");
        PsObject application = run.arguments().as(PsObject.class, "ApplicationObject");
        if (application != null) {
            text = String.valueOf(application.get("AppId"));
        }
        if (text == null) {
            text = run.text("ServicePrincipalName");
        }
        if (text != null) {
            return graph.servicePrincipals(text).stream();
        }
        text = run.text("DisplayName");
        if (text != null) {
            return graph.where(Kind.SERVICE_PRINCIPALS, "displayName", text).stream();
        }
        text = run.text("DisplayNameBeginsWith");
        return text == null
                ? Portion.all(run, graph, Kind.SERVICE_PRINCIPALS)
                : graph.startingWith(Kind.SERVICE_PRINCIPALS, "displayName", text).stream();
    }
}
