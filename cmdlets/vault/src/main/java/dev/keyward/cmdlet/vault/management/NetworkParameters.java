package dev.keyward.cmdlet.vault.management;

import dev.keyward.cmdlet.Parameter;
import dev.keyward.cmdlet.TypeToken;
import dev.keyward.cmdlet.Validation;
import dev.keyward.cmdlet.vault.shape.Parameters;
import dev.keyward.cmdlet.vault.shape.Types;
import java.util.ArrayList;
import java.util.List;

/// Parameters of the firewall cmdlets.
final class NetworkParameters {
    static final String NAME = "ByVaultName";

    private NetworkParameters() {}

    /// The vault and the rules.
    static List<Parameter> all() {
        List<Parameter> all = new ArrayList<>();
        all.add(Parameters.vaultName(NAME));
        all.add(Parameters.resourceGroupName().inSets(NAME).at(1));
        all.add(Parameters.inputObject(Types.A_VAULT, "ByInputObject"));
        all.add(Parameters.resourceId("ByResourceId"));
        all.addAll(rules());
        all.add(Parameters.passThru());
        all.add(Parameters.subscriptionId());
        return all;
    }

    static List<Parameter> rules() {
        Parameter.Allows empty = new Parameter.Allows(true, false, true);
        return List.of(
                Parameter.of("IpAddressRange", TypeToken.STRINGS)
                        .allowing(empty)
                        .help("Addresses, alone or as 10.0.0.0/8."),
                Parameter.of("VirtualNetworkResourceId", TypeToken.STRINGS).allowing(empty));
    }

    static List<Parameter> defaults() {
        return List.of(
                Parameter.of("DefaultAction", TypeToken.STRING)
                        .valid(Validation.OneOf.words("Allow", "Deny"))
                        .help("What happens to those no rule names."),
                Parameter.of("Bypass", TypeToken.STRING)
                        .valid(Validation.OneOf.words("None", "AzureServices")));
    }
}
