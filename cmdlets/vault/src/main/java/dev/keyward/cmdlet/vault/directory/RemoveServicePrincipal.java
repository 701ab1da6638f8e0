package dev.keyward.cmdlet.vault.directory;

import dev.keyward.client.graph.GraphClient;
import dev.keyward.client.graph.GraphClient.Kind;
import dev.keyward.cmdlet.PsObject;
import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import java.util.Objects;
import java.util.stream.Stream;

final class RemoveServicePrincipal extends VaultCmdlet {
    RemoveServicePrincipal() {
        super(
                Subject.DIRECTORY,
                "Remove-ServicePrincipal",
                "Remove-AzADServicePrincipal",
                "Remove-AzureRmADServicePrincipal");
    }

    @Override
    protected void run(Run run) {
        GraphClient graph = run.connection().graph();
        PsObject object = run.inputObject();
        String id =
                object == null
                        ? Meant.only(
                                        GetServicePrincipal.found(run, graph).toList(),
                                        "service principal",
                                        asked(run))
                                .objectId()
                        : String.valueOf(object.get("Id"));
        if (Asked.goesOn(run, id, "Remove service principal")) {
            graph.delete(Kind.SERVICE_PRINCIPALS, id);
            if (run.flag("PassThru")) {
                run.write(true);
            }
        }
    }

    private static String asked(Run run) {
        PsObject application = run.arguments().as(PsObject.class, "ApplicationObject");
        if (application != null) {
            return String.valueOf(application.get("AppId"));
        }
        return Stream.of("ObjectId", "ApplicationId", "ServicePrincipalName", "DisplayName")
                .map(run::text)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse("");
    }
}
