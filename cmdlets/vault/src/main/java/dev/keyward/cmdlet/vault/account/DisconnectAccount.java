package dev.keyward.cmdlet.vault.account;

import dev.keyward.cmdlet.ConfirmImpact;
import dev.keyward.cmdlet.Parameter;
import dev.keyward.cmdlet.PsObject;
import dev.keyward.cmdlet.Signature;
import dev.keyward.cmdlet.TypeToken;
import dev.keyward.cmdlet.vault.connection.Connection;
import dev.keyward.cmdlet.vault.connection.Connections;
import dev.keyward.cmdlet.vault.shape.AccountShapes;
import dev.keyward.cmdlet.vault.shape.Names;
import dev.keyward.cmdlet.vault.shape.Refusal;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.Types;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import java.util.Map;

final class DisconnectAccount extends VaultCmdlet {
    private static final String CONTEXT = "ContextName";
    private static final String USER = "UserId";
    private static final String APPLICATION = "ServicePrincipal";
    private static final String ACCOUNT = "AccountObject";
    private static final String CONTEXT_OBJECT = "ContextObject";

    DisconnectAccount() {
        super(
                Names.of(
                        "Disconnect-Account",
                        "Disconnect-AzAccount",
                        "Logout-AzAccount",
                        "Remove-AzAccount",
                        "Disconnect-AzureRmAccount",
                        "Logout-AzureRmAccount",
                        "Remove-AzureRmAccount"),
                "Signs out: the account in use, or another one by its name or its connection.",
                Signature.of(
                                Parameter.of("ContextName", TypeToken.STRING).inSets(CONTEXT),
                                Parameter.of("Username", TypeToken.STRING)
                                        .aka("Id", "UserId")
                                        .inSets(USER)
                                        .required()
                                        .at(0),
                                Parameter.of("ApplicationId", TypeToken.STRING)
                                        .aka("SPN", "ServicePrincipal")
                                        .inSets(APPLICATION)
                                        .required(),
                                Parameter.of("TenantId", TypeToken.STRING)
                                        .inSets(APPLICATION)
                                        .required(),
                                Parameter.of("InputObject", Types.AN_ACCOUNT)
                                        .inSets(ACCOUNT)
                                        .required()
                                        .at(0)
                                        .byValue(),
                                Parameter.of("AzureContext", Types.A_CONTEXT)
                                        .inSets(CONTEXT_OBJECT)
                                        .required()
                                        .at(0)
                                        .byValue(),
                                AccountParameters.scope())
                        .defaultSet(CONTEXT)
                        .changing(ConfirmImpact.Medium)
                        .giving("PSAzureRmAccount"));
    }

    @Override
    protected void run(Run run) {
        Connections connections = run.connections();
        Connection meant = meant(run, connections);
        if (!run.goesOn(meant.account().id(), "log out")) {
            return;
        }
        connections.forget(it -> sameAccount(it, meant));
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
