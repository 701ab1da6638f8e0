package dev.keyward.cmdlet.vault.management;

import dev.keyward.client.SubscriptionCalls.Resource;
import dev.keyward.client.VaultResource;
import dev.keyward.cmdlet.Membership;
import dev.keyward.cmdlet.Parameter;
import dev.keyward.cmdlet.Signature;
import dev.keyward.cmdlet.TypeToken;
import dev.keyward.cmdlet.Wildcard;
import dev.keyward.cmdlet.vault.shape.Completions;
import dev.keyward.cmdlet.vault.shape.Names;
import dev.keyward.cmdlet.vault.shape.Parameters;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.TagFilter;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import dev.keyward.cmdlet.vault.shape.VaultShapes;
import java.util.List;
import org.jspecify.annotations.Nullable;

final class GetVault extends VaultCmdlet {
    private static final String LIVE = "GetVaultByName";
    private static final String DELETED = "ByDeletedVault";
    private static final String DELETED_LIST = "ListAllDeletedVaultsInSubscription";

    GetVault() {
        super(
                Names.of("Get-Vault", "Get-AzKeyVault", "Get-AzureRmKeyVault"),
                "Gets vaults: all of a subscription, one with its policies, or deleted ones.",
                Signature.of(
                                Parameter.of("VaultName", TypeToken.STRING)
                                        .aka("Name")
                                        .in(
                                                Membership.in(LIVE).at(0).byPropertyName(),
                                                Membership.in(DELETED)
                                                        .required()
                                                        .at(0)
                                                        .byPropertyName())
                                        .completedBy(Completions::vaults),
                                Parameters.resourceGroupName().inSets(LIVE).at(1).byPropertyName(),
                                Parameter.of("Location", TypeToken.STRING)
                                        .inSets(DELETED)
                                        .required()
                                        .at(1)
                                        .byPropertyName(),
                                Parameter.flag("InRemovedState")
                                        .inSets(DELETED, DELETED_LIST)
                                        .required(),
                                Parameter.of("Tag", TypeToken.HASHTABLE)
                                        .inSets(LIVE)
                                        .byPropertyName(),
                                Parameters.subscriptionId())
                        .defaultSet(LIVE)
                        .giving("PSKeyVault", "PSKeyVaultIdentityItem", "PSDeletedKeyVault"));
    }

    @Override
    public List<Example> examples() {
        return List.of(
                new Example("The names of all vaults", "(Get-Vault).VaultName", "demo"),
                new Example("A vault's tier", "(Get-Vault demo).Sku", "Standard"));
    }

    @Override
    protected void run(Run run) {
        VaultLookup lookup = new VaultLookup(run);
        String name = run.text("VaultName");
        if (run.flag("InRemovedState")) {
            deleted(run, lookup, name);
            return;
        }
        String group = run.text("ResourceGroupName");
        TagFilter tags = TagFilter.of(run, "Tag");
        boolean one =
                name != null
                        && !Wildcard.isPattern(name)
                        && (group == null || !Wildcard.isPattern(group));
        if (name != null && one) {
            lookup.find(new VaultLookup.Place(name, group))
                    .filter(it -> tags.matches(it.tags()))
                    .ifPresent(lookup::write);
            return;
        }
        Wildcard names = Wildcard.of(name == null ? "*" : name);
        Wildcard groups = Wildcard.of(group == null ? "*" : group);
        lookup.all()
                .filter((Resource it) ->
                        names.matches(it.name())
                                && groups.matches(it.resourceGroup())
                                && tags.matches(it.tags()))
                .forEach(it -> run.write(VaultShapes.item(it)));
    }

    private static void deleted(Run run, VaultLookup lookup, @Nullable String name) {
        if (name == null) {
            for (VaultResource.Deleted vault : lookup.subscription().vaults().deleted()) {
                run.write(VaultShapes.deleted(vault));
            }
            return;
        }
        lookup.subscription()
                .vaults()
                .findDeleted(run.required("Location"), name)
                .ifPresent(it -> run.write(VaultShapes.deleted(it)));
    }
}
