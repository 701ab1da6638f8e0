package dev.keyward.api.arm;

import dev.keyward.directory.roles.ResourceScope;
import dev.keyward.directory.roles.RoleAssignment;
import dev.keyward.model.PrincipalId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// `$filter` of a list of role assignments: `atScope()`, `principalId eq '..'`, `assignedTo('..')`,
/// or several of them joined by `and` (authorization.md, section 5).
///
/// @param atScope leaves out what is given below the scope
/// @param principals one of these has the role; null for anybody
record AssignmentFilter(boolean atScope, @Nullable List<PrincipalId> principals) {
    private static final int LONGEST = 1024;
    // No nested repetition, so it takes linear time.
    private static final Pattern TERM =
            Pattern.compile(
                    "\\s*(?:(atScope\\(\\))|principalId\\s+eq\\s+'([^']{1,256})'"
                            + "|assignedTo\\('([^']{1,256})'\\))\\s*(?:and\\s|$)",
                    Pattern.CASE_INSENSITIVE);

    /// @param identities of a principal: itself and its groups
    /// @throws dev.keyward.model.VaultException with `InvalidFilterInQueryString`
    static AssignmentFilter parse(
            Optional<String> text, Function<PrincipalId, List<PrincipalId>> identities) {
        String filter = text.orElse("").strip();
        boolean atScope = false;
        List<PrincipalId> principals = null;
        Matcher term = TERM.matcher(filter);
        int from = 0;
        while (from < filter.length()) {
            if (filter.length() > LONGEST || !term.region(from, filter.length()).lookingAt()) {
                throw Management.refused(
                        400,
                        "InvalidFilterInQueryString",
                        "The $filter isn't one that is understood here: atScope(), principalId eq"
                                + " '..' and assignedTo('..'), joined by 'and'.");
            }
            atScope |= term.group(1) != null;
            if (term.group(2) != null) {
                principals = List.of(new PrincipalId(term.group(2)));
            } else if (term.group(3) != null) {
                principals = identities.apply(new PrincipalId(term.group(3)));
            }
            from = term.end();
        }
        return new AssignmentFilter(atScope, principals);
    }

    /// @param scope that the list is asked for at
    boolean accepts(RoleAssignment assignment, ResourceScope scope) {
        boolean above = assignment.scope().covers(scope);
        boolean below = !atScope && scope.covers(assignment.scope());
        return (above || below)
                && (principals == null || principals.contains(assignment.principal()));
    }
}
