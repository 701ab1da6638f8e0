package dev.keyward.directory.roles;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What whoever has the role may do (authorization.md, section 4.2).
///
/// @param dataActions what it allows inside vaults; `actions` and `dataActions` never mean each
///   other, though some of them read alike
/// @param handsOut the roles it may give to others or take from them, null for any
public record RoleDefinition(
        UUID id,
        String name,
        String description,
        List<String> actions,
        List<String> notActions,
        List<String> dataActions,
        @Nullable Set<UUID> handsOut) {
    public RoleDefinition {
        actions = List.copyOf(actions);
        notActions = List.copyOf(notActions);
        dataActions = List.copyOf(dataActions);
        handsOut = handsOut == null ? null : Set.copyOf(handsOut);
    }

    /// @param action of the management plane, in any letter case
    boolean allows(String action) {
        return any(actions, action) && !any(notActions, action);
    }

    /// @param action inside a vault, in any letter case
    boolean allowsData(String action) {
        return any(dataActions, action);
    }

    boolean mayHandOut(UUID role) {
        return handsOut == null || handsOut.contains(role);
    }

    private static boolean any(List<String> patterns, String action) {
        return patterns.stream().anyMatch(pattern -> new ActionPattern(pattern).matches(action));
    }
}
