package dev.keyward.cmdlet.vault.directory;

import dev.keyward.client.graph.DirectoryEntry;
import dev.keyward.client.graph.GraphClient;
import dev.keyward.client.graph.GraphClient.Kind;
import dev.keyward.cmdlet.PsObject;
import dev.keyward.cmdlet.vault.shape.Refusal;
import dev.keyward.cmdlet.vault.shape.Run;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The one entry of the directory that arguments mean, in whichever way they name it.
final class Meant {
    private final Run run;
    private final GraphClient graph;

    Meant(Run run) {
        this.run = run;
        this.graph = run.connection().graph();
    }

    GraphClient graph() {
        return graph;
    }

    /// @throws Refusal if nobody or more than one is meant
    DirectoryEntry user() {
        return one(
                Kind.USERS,
                "user",
                run.text("UPNOrObjectId"),
                run.text("DisplayName"),
                run.inputObject());
    }

    /// A user by object id or principal name.
    ///
    /// @throws Refusal if nobody is meant
    DirectoryEntry user(String name) {
        return one(Kind.USERS, "user", name, null, null);
    }

    /// @param target the object that a group may be bound as
    /// @throws Refusal if none or more than one is meant
    DirectoryEntry group(String id, String displayName, String target) {
        return one(
                Kind.GROUPS,
                "group",
                run.text(id),
                run.text(displayName),
                run.arguments().as(PsObject.class, target));
    }

    /// @throws Refusal if none or more than one is meant
    DirectoryEntry application() {
        PsObject object = run.inputObject();
        String appId = run.text("ApplicationId");
        return appId == null
                ? one(
                        Kind.APPLICATIONS,
                        "application",
                        run.text("ObjectId"),
                        run.text("DisplayName"),
                        object == null
                                ? run.arguments().as(PsObject.class, "ApplicationObject")
                                : object)
                : only(graph.where(Kind.APPLICATIONS, "appId", appId), "application", appId);
    }

    private DirectoryEntry one(
            Kind kind,
            String word,
            @Nullable String id,
            @Nullable String displayName,
            @Nullable PsObject object) {
        String known = object == null ? id : String.valueOf(object.get("Id"));
        if (known != null) {
            return only(graph.find(kind, known).stream().toList(), word, known);
        }
        if (displayName == null) {
            throw Refusal.of("no %s is named".formatted(word));
        }
        return only(graph.where(kind, "displayName", displayName), word, displayName);
    }

    /// @throws Refusal if there's none or more than one
    static DirectoryEntry only(List<DirectoryEntry> found, String word, String asked) {
        if (found.size() != 1) {
            throw Refusal.of(
                    found.isEmpty()
                            ? "There's no %s '%s'.".formatted(word, asked)
                            : "%d %ss are called '%s'; use -ObjectId."
                                    .formatted(found.size(), word, asked));
        }
        return found.getFirst();
    }
}
