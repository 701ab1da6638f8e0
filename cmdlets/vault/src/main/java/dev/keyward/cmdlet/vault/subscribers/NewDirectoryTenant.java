package dev.keyward.cmdlet.vault.subscribers;

import dev.keyward.client.rest.Named;
import dev.keyward.cmdlet.vault.connection.Connection;
import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.Refusal;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.SubscriberShapes;
import dev.keyward.cmdlet.vault.shape.Tenants;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import dev.keyward.model.SecretBytes;
import dev.keyward.wire.offers.DirectoryTenantResource;
import dev.keyward.wire.offers.Envelope;
import java.net.URI;

final class NewDirectoryTenant extends VaultCmdlet {
    NewDirectoryTenant() {
        super(
                Subject.SUBSCRIBERS,
                "New-DirectoryTenant",
                "New-AzsDirectoryTenant",
                "Register-AzsGuestDirectoryTenant",
                "Register-GuestDirectoryTenant");
    }

    @Override
    protected void run(Run run) {
        requireHere(run);
        Named<DirectoryTenantResource> tenants = TenantPlace.of(run).tenants();
        for (String name : run.arguments().texts("Name")) {
            if (run.goesOn(name, "Create a directory tenant")) {
                make(run, tenants, name);
            }
        }
    }

    private static void make(Run run, Named<DirectoryTenantResource> tenants, String name) {
        if (tenants.find(name).isPresent()) {
            throw Refusal.of("There's a directory tenant '%s' already.".formatted(name));
        }
        DirectoryTenantResource made =
                tenants.put(
                        name,
                        new DirectoryTenantResource(
                                Envelope.at(run.text("Location")),
                                run.text("TenantId"),
                                run.text("DisplayName"),
                                null));
        DirectoryTenantResource.Administrator administrator = made.administrator();
        if (administrator == null) {
            run.write(SubscriberShapes.tenant(made));
            return;
        }
        try (SecretBytes _ = administrator.secret()) {
            run.write(SubscriberShapes.tenant(made));
        }
    }

    /// Scripts say once more where they are signed in.
    private static void requireHere(Run run) {
        Connection connection = run.connection();
        String endpoint = run.text("AdminResourceManagerEndpoint");
        if (endpoint != null
                && !URI.create(endpoint.replaceAll("/+$", ""))
                        .equals(connection.environment().admin())) {
            throw Refusal.of(
                    "-AdminResourceManagerEndpoint: must be that of the context, %s; sign in there."
                            .formatted(connection.environment().admin()));
        }
        Tenants.same(connection, run.text("DirectoryTenantName"));
    }
}
