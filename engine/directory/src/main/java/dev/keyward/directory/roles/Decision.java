package dev.keyward.directory.roles;

import dev.keyward.model.AccessPolicy;

/// The answer to "may it?", with what decided; for the audit record.
public sealed interface Decision {
    /// @param policy the first entry that grants the right
    record Allowed(AccessPolicy policy) implements Decision {}

    /// @param assignment the first one whose role allows the action
    record AllowedByRole(RoleAssignment assignment) implements Decision {}

    record Denied(Reason reason) implements Decision {}

    enum Reason {
        /// No entry speaks of the caller.
        NO_ENTRY,
        /// Entries speak of the caller, but none grants the right.
        NOT_GRANTED,
        /// An entry of the user through this client grants it, but the client didn't exchange the
        /// user's token.
        NOT_ON_BEHALF_OF,
        /// The vault asks for roles, and no role given to the caller allows the action there.
        NO_ROLE
    }

    default boolean allowed() {
        return switch (this) {
            case Allowed _, AllowedByRole _ -> true;
            case Denied _ -> false;
        };
    }

    /// The deciding rule in words, such as `policy objectId=...`.
    default String rule() {
        return switch (this) {
            case Allowed(AccessPolicy policy) ->
                    policy.applicationId() == null
                            ? "policy objectId=" + policy.objectId()
                            : "policy objectId="
                                    + policy.objectId()
                                    + " applicationId="
                                    + policy.applicationId();
            case AllowedByRole(RoleAssignment assignment) -> "role assignment " + assignment.id();
            case Denied(Reason reason) ->
                    switch (reason) {
                        case NO_ENTRY -> "no policy of the caller";
                        case NOT_GRANTED -> "no policy of the caller grants it";
                        case NOT_ON_BEHALF_OF -> "policy needs the on-behalf-of flow";
                        case NO_ROLE -> "no role of the caller allows it";
                    };
        };
    }
}
