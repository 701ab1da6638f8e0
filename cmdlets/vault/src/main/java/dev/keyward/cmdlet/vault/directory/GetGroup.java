package dev.keyward.cmdlet.vault.directory;

import dev.keyward.client.DirectoryEntry;
import dev.keyward.client.GraphClient;
import dev.keyward.client.GraphClient.Kind;
import dev.keyward.cmdlet.Parameter;
import dev.keyward.cmdlet.Signature;
import dev.keyward.cmdlet.TypeToken;
import dev.keyward.cmdlet.vault.shape.DirectoryShapes;
import dev.keyward.cmdlet.vault.shape.Names;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import java.util.stream.Stream;

final class GetGroup extends VaultCmdlet {
    private static final String[] LISTING = {
        "EmptyParameterSet", "DisplayNameParameterSet", "SearchStringParameterSet"
    };

    GetGroup() {
        super(
                Names.of("Get-Group", "Get-AzADGroup", "Get-AzureRmADGroup"),
                "Gets security groups of the directory.",
                Signature.of(
                                Parameter.of("ObjectId", TypeToken.STRING)
                                        .aka("Id")
                                        .inSets("ObjectIdParameterSet")
                                        .required(),
                                Parameter.of("DisplayName", TypeToken.STRING)
                                        .inSets("DisplayNameParameterSet")
                                        .required(),
                                Parameter.of("DisplayNameStartsWith", TypeToken.STRING)
                                        .aka("SearchString")
                                        .inSets("SearchStringParameterSet")
                                        .required(),
                                Portion.filter("EmptyParameterSet"),
                                Portion.skip(LISTING),
                                Portion.first(LISTING))
                        .defaultSet("EmptyParameterSet")
                        .giving("IMicrosoftGraphGroup"));
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
