package dev.keyward.cmdlet.vault.management;

import dev.keyward.client.graph.DirectoryEntry;
import dev.keyward.client.graph.GraphClient;
import dev.keyward.client.graph.GraphClient.Kind;
import dev.keyward.cmdlet.vault.connection.Connection;
import dev.keyward.cmdlet.vault.shape.Refusal;
import dev.keyward.cmdlet.vault.shape.Run;
import java.util.List;

/// Turns the ways of naming a principal into its object id, through the directory's graph.
final class Principals {
    private final Connection connection;
    private final GraphClient graph;

    Principals(Connection connection) {
        this.connection = connection;
        this.graph = connection.graph();
    }

    /// The object id of the principal that the arguments name.
    ///
    /// @param look whether an object id is looked up too
    /// @throws Refusal in the module's words if there's no such principal, or more than one
    String objectId(Run run, boolean look) {
        String name = run.text("UserPrincipalName");
        if (name != null) {
            return only(name, graph.where(Kind.USERS, "userPrincipalName", name));
        }
        name = run.text("ServicePrincipalName");
        if (name != null) {
            return only(name, graph.servicePrincipals(name));
        }
        name = run.text("EmailAddress");
        if (name != null) {
            List<DirectoryEntry> found = graph.where(Kind.USERS, "mail", name);
            if (found.size() > 1) {
                throw Refusal.of(
                        "The email argument '%s' matches multiple objects; use -UserPrincipalName to narrow it down."
                                .formatted(name));
            }
            return only(name, found);
        }
        String id = run.required("ObjectId");
        if (!look) {
            return id;
        }
        if (!id.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")) {
            throw Refusal.of(
                    "Cannot parse ObjectId into Guid. Use -BypassObjectIdValidation for other ids.");
        }
        return only(id, graph.byIds(List.of(id)));
    }

    private String only(String name, List<DirectoryEntry> found) {
        if (found.isEmpty()) {
            throw Refusal.of(
                    "Cannot find the Active Directory object '%s' in tenant '%s'."
                                    .formatted(name, connection.tenant())
                            + " Please make sure that the user or application service principal you are"
                            + " authorizing is registered in the directory.");
        }
        return found.getFirst().objectId();
    }
}
