package dev.keyward.cmdlet.vault.management;

import dev.keyward.client.management.ResourceId;
import dev.keyward.cmdlet.Wildcard;
import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.TagFilter;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import dev.keyward.cmdlet.vault.shape.VaultShapes;
import dev.keyward.wire.arm.DeletedVaultResource;
import dev.keyward.wire.arm.VaultResource.Resource;
import org.jspecify.annotations.Nullable;

final class GetVault extends VaultCmdlet {
    GetVault() {
        super(Subject.MANAGEMENT, "Get-Vault", "Get-AzKeyVault", "Get-AzureRmKeyVault");
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
                                && groups.matches(ResourceId.groupOf(it.id()))
                                && tags.matches(it.tags()))
                .forEach(it -> run.write(VaultShapes.item(it)));
    }

    private static void deleted(Run run, VaultLookup lookup, @Nullable String name) {
        if (name == null) {
            for (DeletedVaultResource vault : lookup.subscription().vaults().deleted()) {
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
