package dev.keyward.cmdlet.vault.directory;

import dev.keyward.client.graph.DirectoryEntry;
import dev.keyward.cmdlet.vault.shape.Run;
import java.util.ArrayList;
import java.util.List;

/// The members that arguments mean.
final class Members {
    private Members() {}

    /// Their object ids. Users are named by principal name, anything by object id.
    ///
    /// @throws dev.keyward.cmdlet.vault.shape.Refusal if there's no such user
    static List<String> ids(Run run, Meant meant) {
        List<String> ids = new ArrayList<>(run.arguments().texts("MemberObjectId"));
        for (String name : run.arguments().texts("MemberUserPrincipalName")) {
            DirectoryEntry user = meant.user(name);
            ids.add(user.objectId());
        }
        return ids;
    }
}
