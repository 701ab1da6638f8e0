package dev.keyward.cmdlet.vault.subscribers;

import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;

final class RemoveDirectoryTenant extends VaultCmdlet {
    RemoveDirectoryTenant() {
        super(
                Subject.SUBSCRIBERS,
                "Remove-DirectoryTenant",
                "Remove-AzsDirectoryTenant",
                "Unregister-AzsGuestDirectoryTenant",
                "Unregister-GuestDirectoryTenant");
    }

    @Override
    protected void run(Run run) {
        String name = TenantPlace.name(run);
        if (run.goesOn(
                name,
                "Delete the directory tenant",
                "Are you sure you want to remove directory tenant '%s' with everybody in it?"
                        .formatted(name))) {
            TenantPlace.of(run).tenants().delete(name);
        }
    }
}
