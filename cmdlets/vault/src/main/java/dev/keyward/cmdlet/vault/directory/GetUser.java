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

final class GetUser extends VaultCmdlet {
    private static final String[] LISTING = {
        "List", "MailParameterSet", "DisplayNameParameterSet", "StartsWithParameterSet"
    };

    GetUser() {
        super(
                Names.of("Get-User", "Get-AzADUser", "Get-AzureRmADUser"),
                "Gets users of the directory.",
                Signature.of(
                                Parameter.of("UserPrincipalName", TypeToken.STRING)
                                        .aka("UPN")
                                        .inSets("UPNParameterSet")
                                        .required(),
                                Parameter.of("ObjectId", TypeToken.STRING)
                                        .aka("Id")
                                        .inSets("ObjectIdParameterSet")
                                        .required(),
                                Parameter.of("DisplayName", TypeToken.STRING)
                                        .inSets("DisplayNameParameterSet")
                                        .required(),
                                Parameter.of("StartsWith", TypeToken.STRING)
                                        .aka("SearchString")
                                        .inSets("StartsWithParameterSet")
                                        .required(),
                                Parameter.of("Mail", TypeToken.STRING)
                                        .inSets("MailParameterSet")
                                        .required(),
                                Parameter.flag("SignedIn").inSets("SignedInUser").required(),
                                Portion.filter("List"),
                                Portion.skip(LISTING),
                                Portion.first(LISTING))
                        .defaultSet("List")
                        .giving("IMicrosoftGraphUser"));
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
