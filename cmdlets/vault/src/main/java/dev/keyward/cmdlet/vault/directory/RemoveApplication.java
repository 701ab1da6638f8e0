package dev.keyward.cmdlet.vault.directory;

import dev.keyward.client.graph.DirectoryEntry;
import dev.keyward.client.graph.GraphClient;
import dev.keyward.client.graph.GraphClient.Kind;
import dev.keyward.cmdlet.PsObject;
import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.Refusal;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;

final class RemoveApplication extends VaultCmdlet {
    RemoveApplication() {
        super(
                Subject.DIRECTORY,
                "Remove-Application",
                "Remove-AzADApplication",
                "Remove-AzureRmADApplication");
    }

    @Override
    protected void run(Run run) {
        GraphClient graph = run.connection().graph();
        String id = id(run, graph);
        if (Asked.goesOn(run, id, "Remove application")) {
            graph.delete(Kind.APPLICATIONS, id);
            if (run.flag("PassThru")) {
                run.write(true);
            }
        }
    }

    private static String id(Run run, GraphClient graph) {
        PsObject object = run.inputObject();
        if (object != null) {
            return String.valueOf(object.get("Id"));
        }
        String given = run.text("ObjectId");
        return given != null ? given : byApplicationId(graph, run.required("ApplicationId"));
    }

    private static String byApplicationId(GraphClient graph, String id) {
        return graph.where(Kind.APPLICATIONS, "appId", id).stream()
                .map(DirectoryEntry::objectId)
                .findFirst()
                .orElseThrow(() ->
                        Refusal.of(
                                "There's no application with the ApplicationId '%s'."
                                        .formatted(id)));
    }
}
