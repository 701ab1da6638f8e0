package dev.keyward.cmdlet.vault.directory;

import dev.keyward.client.graph.DirectoryEntry;
import dev.keyward.client.graph.GraphClient;
import dev.keyward.client.graph.GraphClient.Kind;
import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.DirectoryShapes;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import java.util.stream.Stream;

final class GetUser extends VaultCmdlet {
    GetUser() {
        super(Subject.DIRECTORY, "Get-User", "Get-AzADUser", "Get-AzureRmADUser");
    }

    @Override
    protected void run(Run run) {
        Portion.of(run, found(run, run.connection().graph()))
                .map(DirectoryShapes::user)
                .forEach(run::write);
    }

    private static Stream<DirectoryEntry> found(Run run, GraphClient graph) {
        if (run.flag("SignedIn")) {
            return graph.me().stream();
        }
        String text = run.text("UserPrincipalName");
        if (text != null) {
            return graph.where(Kind.USERS, "userPrincipalName", text).stream();
        }
        text = run.text("ObjectId");
        if (text != null) {
            return graph.find(Kind.USERS, text).stream();
        }
        text = run.text("Mail");
        if (text != null) {
            return graph.where(Kind.USERS, "mail", text).stream();
        }
        text = run.text("DisplayName");
        if (text != null) {
            return graph.where(Kind.USERS, "displayName", text).stream();
        }
        text = run.text("StartsWith");
        return text == null
                ? Portion.all(run, graph, Kind.USERS)
                : graph.startingWith(Kind.USERS, "displayName", text).stream();
    }
}
