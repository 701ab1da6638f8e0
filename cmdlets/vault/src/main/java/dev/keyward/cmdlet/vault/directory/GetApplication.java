package dev.keyward.cmdlet.vault.directory;

import dev.keyward.client.graph.DirectoryEntry;
import dev.keyward.client.graph.GraphClient;
import dev.keyward.client.graph.GraphClient.Kind;
import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.DirectoryShapes;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import java.util.stream.Stream;

final class GetApplication extends VaultCmdlet {
    GetApplication() {
        super(
                Subject.DIRECTORY,
                "Get-Application",
                "Get-AzADApplication",
                "Get-AzureRmADApplication");
    }

    @Override
    protected void run(Run run) {
        Portion.of(run, found(run, run.connection().graph()))
                .map(DirectoryShapes::application)
                .forEach(run::write);
    }

    private static Stream<DirectoryEntry> found(Run run, GraphClient graph) {
        String text = run.text("ObjectId");
        if (text != null) {
            return graph.find(Kind.APPLICATIONS, text).stream();
        }
        text = run.text("ApplicationId");
        if (text != null) {
            return graph.where(Kind.APPLICATIONS, "appId", text).stream();
        }
        text = run.text("DisplayName");
        if (text != null) {
            return graph.where(Kind.APPLICATIONS, "displayName", text).stream();
        }
        text = run.text("DisplayNameStartWith");
        if (text != null) {
            return graph.startingWith(Kind.APPLICATIONS, "displayName", text).stream();
        }
        String uri = run.text("IdentifierUri");
        return Portion.all(run, graph, Kind.APPLICATIONS)
                .filter(it -> uri == null || it.names().contains(uri));
    }
}
