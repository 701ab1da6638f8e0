package dev.keyward.cmdlet.vault.directory;

import dev.keyward.client.graph.DirectoryEntry;
import dev.keyward.client.graph.GraphClient;
import dev.keyward.client.graph.GraphClient.Kind;
import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.DirectoryShapes;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import java.util.stream.Stream;

final class GetGroup extends VaultCmdlet {
    GetGroup() {
        super(Subject.DIRECTORY, "Get-Group", "Get-AzADGroup", "Get-AzureRmADGroup");
    }

    @Override
    protected void run(Run run) {
        Portion.of(run, found(run, run.connection().graph()))
                .map(DirectoryShapes::group)
                .forEach(run::write);
    }

    private static Stream<DirectoryEntry> found(Run run, GraphClient graph) {
        String text = run.text("ObjectId");
        if (text != null) {
            return graph.find(Kind.GROUPS, text).stream();
        }
        text = run.text("DisplayName");
        if (text != null) {
            return graph.where(Kind.GROUPS, "displayName", text).stream();
        }
        text = run.text("DisplayNameStartsWith");
        return text == null
                ? Portion.all(run, graph, Kind.GROUPS)
                : graph.startingWith(Kind.GROUPS, "displayName", text).stream();
    }
}
