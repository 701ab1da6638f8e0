package dev.keyward.cmdlet.vault.management;

import dev.keyward.cmdlet.Parameter;
import dev.keyward.cmdlet.TypeToken;
import dev.keyward.cmdlet.vault.shape.Completions;
import dev.keyward.cmdlet.vault.shape.Parameters;
import dev.keyward.cmdlet.vault.shape.Types;
import java.util.ArrayList;
import java.util.List;

/// The parameters by which access policies name vault and principal, in fifteen sets: three ways
/// for the vault times five for the principal.
final class PolicyParameters {
    private static final String EMAIL_ADDRESS = "ByEmailAddress";

    private final String email;

    /// @param email how the sets by mail address are called; the two cmdlets differ
    PolicyParameters(String email) {
        this.email = email;
    }

    static PolicyParameters ofSet() {
        return new PolicyParameters(EMAIL_ADDRESS);
    }

    static PolicyParameters ofRemove() {
        return new PolicyParameters("ByEmail");
    }

    static String defaultSet() {
        return "ByUserPrincipalName";
    }

    List<Parameter> naming() {
        List<Parameter> all = new ArrayList<>();
        String[] plain = everyPrincipal("", "ForVault");
        all.add(
                Parameter.of("VaultName", TypeToken.STRING)
                        .inSets(plain)
                        .required()
                        .at(0)
                        .completedBy(Completions::vaults));
        all.add(Parameters.resourceGroupName().inSets(plain).at(1));
        all.add(
                Parameters.inputObject(
                        Types.A_VAULT, everyPrincipal("InputObject", "InputObjectForVault")));
        all.add(Parameters.resourceId(everyPrincipal("ResourceId", "ResourceIdForVault")));
        all.add(
                Parameter.of("ObjectId", TypeToken.STRING)
                        .inSets(everyVault("ByObjectId"))
                        .required());
        all.add(
                Parameter.of("ApplicationId", TypeToken.GUID.orNull())
                        .inSets(everyVault("ByObjectId")));
        all.add(
                Parameter.of("ServicePrincipalName", TypeToken.STRING)
                        .aka("SPN")
                        .inSets(everyVault("ByServicePrincipalName"))
                        .required());
        all.add(
                Parameter.of("UserPrincipalName", TypeToken.STRING)
                        .aka("UPN")
                        .inSets(everyVault("ByUserPrincipalName"))
                        .required());
        all.add(
                Parameter.of("EmailAddress", TypeToken.STRING)
                        .inSets(everyVault(email))
                        .required());
        for (String flag :
                List.of(
                        "EnabledForDeployment",
                        "EnabledForTemplateDeployment",
                        "EnabledForDiskEncryption")) {
            all.add(Parameter.flag(flag).inSets(everyVault("ForVault")));
        }
        all.add(Parameters.passThru());
        all.add(Parameters.subscriptionId());
        return all;
    }

    Parameter bypass() {
        return Parameter.flag("BypassObjectIdValidation")
                .inSets(everyVault("ByObjectId"))
                .help("Takes the object id as it is, without looking it up.");
    }

    Parameter permissions(String suffix, String list) {
        List<String> sets = new ArrayList<>();
        for (String principal :
                List.of("ByObjectId", "ByServicePrincipalName", "ByUserPrincipalName", email)) {
            sets.addAll(List.of(everyVault(principal)));
        }
        return Parameter.of("PermissionsTo" + suffix, TypeToken.STRINGS)
                .inSets(sets.toArray(String[]::new))
                .valid(Permissions.valid(list))
                .allowing(new Parameter.Allows(false, false, true));
    }

    private static String[] everyVault(String principal) {
        return new String[] {principal, "InputObject" + principal, "ResourceId" + principal};
    }

    private String[] everyPrincipal(String prefix, String forVault) {
        return new String[] {
            prefix + "ByUserPrincipalName",
            prefix + "ByObjectId",
            prefix + "ByServicePrincipalName",
            prefix + email,
            forVault
        };
    }
}
