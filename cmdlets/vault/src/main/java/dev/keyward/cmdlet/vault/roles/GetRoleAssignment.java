package dev.keyward.cmdlet.vault.roles;

import dev.keyward.client.RoleCalls.Assignment;
import dev.keyward.client.RoleCalls.Definition;
import dev.keyward.cmdlet.Membership;
import dev.keyward.cmdlet.Parameter;
import dev.keyward.cmdlet.Signature;
import dev.keyward.cmdlet.TypeToken;
import dev.keyward.cmdlet.vault.shape.Names;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

final class GetRoleAssignment extends VaultCmdlet {
    private static final List<String> SETS =
            List.of(
                    RoleParameters.EMPTY,
                    "ObjectIdParameterSet",
                    "ResourceGroupWithObjectIdParameterSet",
                    "ResourceWithObjectIdParameterSet",
                    "ScopeWithObjectIdParameterSet",
                    RoleParameters.BY_ROLE_ID,
                    "ResourceGroupWithSignInNameParameterSet",
                    "ResourceWithSignInNameParameterSet",
                    "ScopeWithSignInNameParameterSet",
                    "SignInNameParameterSet",
                    "ResourceGroupWithSPNParameterSet",
                    "ResourceWithSPNParameterSet",
                    "ScopeWithSPNParameterSet",
                    "SPNParameterSet",
                    "ResourceGroupParameterSet",
                    "ResourceParameterSet",
                    "ScopeParameterSet");

    GetRoleAssignment() {
        super(
                Names.of("Get-RoleAssignment", "Get-AzRoleAssignment", "Get-AzureRmRoleAssignment"),
                "Gets who has which role where; at a scope, also those given above it.",
                new Signature(
                                new RoleParameters(SETS)
                                        .principal(
                                                set ->
                                                        set.contains("ObjectId")
                                                                && !set.equals(
                                                                        RoleParameters.BY_ROLE_ID),
                                                RoleParameters.BY_ROLE_ID::equals,
                                                Parameter.of(
                                                                "ServicePrincipalName",
                                                                TypeToken.STRING)
                                                        .aka("SPN", "ApplicationId"))
                                        .scope(
                                                set ->
                                                        set.startsWith("Scope")
                                                                || set.equals(
                                                                        RoleParameters.BY_ROLE_ID),
                                                set -> set.startsWith("Scope"))
                                        .role(false)
                                        .more(
                                                Parameter.flag("AtScope")
                                                        .in(atScope())
                                                        .help("Without those given above."),
                                                Parameter.flag("ExpandPrincipalGroups")
                                                        .inSets(
                                                                "ObjectIdParameterSet",
                                                                "SignInNameParameterSet")
                                                        .help("Those of its groups too."),
                                                Parameter.flag("IncludeClassicAdministrators")
                                                        .inSets(withClassic())
                                                        .help("Accepted; there are none."))
                                        .all(),
                                RoleParameters.EMPTY,
                                null,
                                List.of())
                        .giving("PSRoleAssignment"));
    }

    private static String[] withClassic() {
        return SETS.stream()
                .filter(set -> !set.equals(RoleParameters.BY_ROLE_ID))
                .toArray(String[]::new);
    }

    private static Membership[] atScope() {
        return SETS.stream()
                .filter(set -> set.startsWith("Scope") || set.equals(RoleParameters.BY_ROLE_ID))
                .map(set -> Membership.in(set).byPropertyName())
                .toArray(Membership[]::new);
    }

    @Override
    public List<Example> examples() {
        return List.of(
                new Example(
                        "Who has a role at a vault or above it",
                        "@(Get-RoleAssignment -Scope (Get-Vault demo).ResourceId).Count",
                        "0"));
    }

    @Override
    protected void run(Run run) {
        RoleTarget target = new RoleTarget(run);
        String scope = target.scope();
        Optional<Definition> role = target.role();
        List<String> terms = new ArrayList<>();
        if (target.isNarrowed()) {
            terms.add("atScope()");
        }
        target.principal()
                .map(id -> id.replace("'", "''"))
                .map(id ->
                        run.flag("ExpandPrincipalGroups")
                                ? "assignedTo('" + id + "')"
                                : "principalId eq '" + id + "'")
                .ifPresent(terms::add);
        List<Assignment> found = new ArrayList<>();
        for (Assignment assignment :
                target.calls().assignments(scope, String.join(" and ", terms))) {
            boolean wantedRole =
                    role.isEmpty() || role.get().name().equalsIgnoreCase(assignment.role());
            if (wantedRole
                    && (!run.flag("AtScope") || assignment.scope().equalsIgnoreCase(scope))) {
                found.add(assignment);
            }
        }
        target.write(found);
    }
}
