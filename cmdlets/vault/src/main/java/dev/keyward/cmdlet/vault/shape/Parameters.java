package dev.keyward.cmdlet.vault.shape;

import dev.keyward.cmdlet.Parameter;
import dev.keyward.cmdlet.TypeToken;

/// Parameters that many cmdlets share.
public final class Parameters {
    private Parameters() {}

    /// The vault, first by position.
    public static Parameter vaultName(String... sets) {
        return Parameter.of("VaultName", TypeToken.STRING)
                .inSets(sets)
                .required()
                .at(0)
                .completedBy(Completions::vaults)
                .help("Name of the vault.");
    }

    /// An object in place of names, first by position or from the pipeline.
    public static Parameter inputObject(TypeToken type, String... sets) {
        return Parameter.of("InputObject", type).inSets(sets).required().at(0).byValue();
    }

    /// A vault by its ARM id, first by position or from a property.
    public static Parameter resourceId(String... sets) {
        return Parameter.of("ResourceId", TypeToken.STRING)
                .inSets(sets)
                .required()
                .at(0)
                .byPropertyName();
    }

    public static Parameter expires() {
        return Parameter.of("Expires", TypeToken.DATE_TIME.orNull())
                .help("When it can't be used any more; UTC unless the time says otherwise.");
    }

    public static Parameter notBefore() {
        return Parameter.of("NotBefore", TypeToken.DATE_TIME.orNull())
                .help("From when it can be used; UTC unless the time says otherwise.");
    }

    public static Parameter tag() {
        return Parameter.of("Tag", TypeToken.HASHTABLE)
                .aka("Tags")
                .help("Names and values; takes the place of all tags.");
    }

    public static Parameter enable() {
        return Parameter.of("Enable", TypeToken.BOOL.orNull());
    }

    public static Parameter force() {
        return Parameter.flag("Force").help("Doesn't ask.");
    }

    public static Parameter passThru() {
        return Parameter.flag("PassThru").help("Writes the object that was worked on.");
    }

    public static Parameter subscriptionId() {
        return Parameter.of("SubscriptionId", TypeToken.STRING).byPropertyName();
    }

    public static Parameter resourceGroupName() {
        return Parameter.of("ResourceGroupName", TypeToken.STRING)
                .completedBy(Completions::resourceGroups);
    }
}
