package dev.keyward.cmdlet.vault.account;

import dev.keyward.cmdlet.PsObject;
import dev.keyward.cmdlet.vault.connection.Connection;
import dev.keyward.cmdlet.vault.connection.Connections;
import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.AccountShapes;
import dev.keyward.cmdlet.vault.shape.Refusal;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import java.util.Map;

final class DisconnectAccount extends VaultCmdlet {
    DisconnectAccount() {
        super(
                Subject.ACCOUNT,
                "Disconnect-Account",
                "Disconnect-AzAccount",
                "Logout-AzAccount",
                "Remove-AzAccount",
                "Disconnect-AzureRmAccount",
                "Logout-AzureRmAccount",
                "Remove-AzureRmAccount");
    }

    @Override
    protected void run(Run run) {
        Connections connections = run.connections();
        Connection meant = meant(run, connections);
        if (!run.goesOn(meant.account().id(), "log out")) {
            return;
        }
        connections.forget(it -> sameAccount(it, meant));
        if (!Scope.isOfSession(run)) {
            ContextFiles.find(run).ifPresent(files -> files.signOut(meant));
        }
        run.write(AccountShapes.context("", meant).get("Account"));
    }

    private static boolean sameAccount(Connection one, Connection other) {
        return one.account().id().equals(other.account().id())
                && one.environment().name().equals(other.environment().name());
    }

    /// A connection of the account that is meant.
    ///
    /// @throws Refusal if nobody is signed in so
    private static Connection meant(Run run, Connections connections) {
        PsObject context = run.arguments().as(PsObject.class, "AzureContext");
        String name =
                context == null ? run.text("ContextName") : String.valueOf(context.get("Name"));
        PsObject object = run.inputObject();
        String account =
                object != null
                        ? String.valueOf(object.get("Id"))
                        : run.has("Username") ? run.text("Username") : run.text("ApplicationId");
        String tenant = run.text("TenantId");
        if (name == null && account == null) {
            return run.connection();
        }
        return connections.contexts().entrySet().stream()
                .filter(it ->
                        name == null
                                || it.getKey().equals(name)
                                || it.getValue().contextName().equals(name))
                .map(Map.Entry::getValue)
                .filter(it -> account == null || it.account().id().equalsIgnoreCase(account))
                .filter(it -> tenant == null || it.tenant().equalsIgnoreCase(tenant))
                .findFirst()
                .orElseThrow(() ->
                        Refusal.of(
                                "'%s' isn't signed in.".formatted(name == null ? account : name)));
    }
}
