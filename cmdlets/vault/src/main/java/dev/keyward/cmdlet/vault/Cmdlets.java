package dev.keyward.cmdlet.vault;

import dev.keyward.cmdlet.Catalogue;
import dev.keyward.cmdlet.Cmdlet;
import dev.keyward.cmdlet.vault.account.AccountCmdlets;
import dev.keyward.cmdlet.vault.audit.AuditCmdlets;
import dev.keyward.cmdlet.vault.certificates.CertificateCmdlets;
import dev.keyward.cmdlet.vault.connection.Connections;
import dev.keyward.cmdlet.vault.directory.DirectoryCmdlets;
import dev.keyward.cmdlet.vault.keys.KeyCmdlets;
import dev.keyward.cmdlet.vault.management.ManagementCmdlets;
import dev.keyward.cmdlet.vault.objects.ObjectCmdlets;
import dev.keyward.cmdlet.vault.offers.OfferCmdlets;
import dev.keyward.cmdlet.vault.resources.ResourceCmdlets;
import dev.keyward.cmdlet.vault.roles.RoleCmdlets;
import dev.keyward.cmdlet.vault.sealing.SealingCmdlets;
import dev.keyward.cmdlet.vault.secrets.SecretCmdlets;
import dev.keyward.cmdlet.vault.shape.Views;
import dev.keyward.cmdlet.vault.subscribers.SubscriberCmdlets;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// The vault cmdlets as a set for a session.
public final class Cmdlets {
    private Cmdlets() {}

    /// All of them. A session in which one runs, or in which a name is completed, gets connections
    /// of its own from the supplier, unless it has some already.
    public static Catalogue all(Supplier<Connections> connections) {
        List<Cmdlet> connected =
                commands().<Cmdlet>map(it -> new ConnectedCmdlet(it, connections)).toList();
        return new Catalogue(connected, Views.all());
    }

    static Stream<Cmdlet> commands() {
        return Stream.of(
                        AccountCmdlets.all(),
                        ResourceCmdlets.all(),
                        ManagementCmdlets.all(),
                        KeyCmdlets.all(),
                        SecretCmdlets.all(),
                        CertificateCmdlets.all(),
                        ObjectCmdlets.all(),
                        DirectoryCmdlets.all(),
                        RoleCmdlets.all(),
                        OfferCmdlets.all(),
                        SubscriberCmdlets.all(),
                        AuditCmdlets.all(),
                        SealingCmdlets.all())
                .flatMap(List::stream);
    }
}
