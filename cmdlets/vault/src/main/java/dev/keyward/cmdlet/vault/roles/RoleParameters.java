package dev.keyward.cmdlet.vault.roles;

import dev.keyward.cmdlet.Membership;
import dev.keyward.cmdlet.Parameter;
import dev.keyward.cmdlet.TypeToken;
import dev.keyward.cmdlet.Validation;
import dev.keyward.cmdlet.vault.shape.Completions;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// The parameters by which role assignments name principal, scope and role. The sets' names say
/// which of them they take: an object id, sign-in name or application (`SPN`), and a scope,
/// resource group or resource.
final class RoleParameters {
    static final String EMPTY = "EmptyParameterSet";
    static final String BY_ROLE_ID = "RoleIdWithScopeAndObjectIdParameterSet";

    private final List<String> sets;
    private final List<Parameter> all = new ArrayList<>();

    RoleParameters(List<String> sets) {
        this.sets = sets;
    }

    List<Parameter> all() {
        all.add(
                Parameter.flag("SkipClientSideScopeValidation")
                        .help("Accepted; the server checks the scope."));
        return List.copyOf(all);
    }

    /// @param optional sets that take an object id but don't ask for it
    RoleParameters principal(
            Predicate<String> byObjectId, Predicate<String> optional, Parameter application) {
        add(
                Parameter.of("ObjectId", TypeToken.STRING).aka("Id", "PrincipalId"),
                byObjectId.or(optional),
                byObjectId);
        add(
                Parameter.of("SignInName", TypeToken.STRING).aka("Email", "UserPrincipalName"),
                set -> set.contains("SignInName"));
        add(application, set -> set.contains("SPN"));
        return this;
    }

    RoleParameters scope(Predicate<String> taking, Predicate<String> asking) {
        add(
                Parameter.of("Scope", TypeToken.STRING)
                        .valid(new Validation.NotNullOrEmpty())
                        .help("The ARM id of a subscription, group, vault or object in a vault."),
                taking,
                asking);
        add(
                Parameter.of("ResourceGroupName", TypeToken.STRING)
                        .completedBy(Completions::resourceGroups),
                set -> set.startsWith("Resource"));
        add(Parameter.of("ResourceName", TypeToken.STRING), RoleParameters::isResource);
        add(
                Parameter.of("ResourceType", TypeToken.STRING)
                        .help("Such as Microsoft.KeyVault/vaults."),
                RoleParameters::isResource);
        add(
                Parameter.of("ParentResource", TypeToken.STRING).help("Such as vaults/name."),
                RoleParameters::isResource,
                _ -> false);
        return this;
    }

    RoleParameters role(boolean required) {
        Predicate<String> byName =
                set -> !set.equals(BY_ROLE_ID) && !set.equals("RoleAssignmentParameterSet");
        add(Parameter.of("RoleDefinitionName", TypeToken.STRING), byName, _ -> required);
        add(Parameter.of("RoleDefinitionId", TypeToken.GUID), BY_ROLE_ID::equals);
        return this;
    }

    RoleParameters more(Parameter... parameters) {
        all.addAll(List.of(parameters));
        return this;
    }

    private static boolean isResource(String set) {
        return set.startsWith("ResourceWith") || set.equals("ResourceParameterSet");
    }

    private void add(Parameter parameter, Predicate<String> taking) {
        add(parameter, taking, taking);
    }

    private void add(Parameter parameter, Predicate<String> taking, Predicate<String> asking) {
        all.add(
                parameter.in(
                        sets.stream()
                                .filter(taking)
                                .map(set -> membership(set, asking.test(set)))
                                .toArray(Membership[]::new)));
    }

    private static Membership membership(String set, boolean required) {
        Membership membership = Membership.in(set).byPropertyName();
        return required ? membership.required() : membership;
    }
}
