package dev.keyward.wire.offers;

import dev.keyward.wire.JsonReader;
import dev.keyward.wire.JsonWriter;
import org.jspecify.annotations.Nullable;

/// What plans and offers tell people. In requests all may be absent.
///
/// @param name that of the resource again
/// @param externalReferenceId what another system calls it
public record Labels(
        @Nullable String name,
        @Nullable String displayName,
        @Nullable String description,
        @Nullable String externalReferenceId) {
    void write(JsonWriter out) {
        out.text("name", name);
        out.text("displayName", displayName);
        out.text("description", description);
        out.text("externalReferenceId", externalReferenceId);
    }

    /// Takes the members one by one as they come.
    static final class Reading {
        private @Nullable String name;
        private @Nullable String displayName;
        private @Nullable String description;
        private @Nullable String externalReferenceId;

        /// Takes the reader's present member, or passes over it.
        void take(JsonReader in) {
            switch (in.member()) {
                case "name" -> name = in.text();
                case "displayName" -> displayName = in.text();
                case "description" -> description = in.text();
                case "externalReferenceId" -> externalReferenceId = in.text();
                default -> in.skip();
            }
        }

        Labels whole() {
            return new Labels(name, displayName, description, externalReferenceId);
        }
    }
}
