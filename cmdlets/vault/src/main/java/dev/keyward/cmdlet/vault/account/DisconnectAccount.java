package dev.keyward.cmdlet.vault.account;

import dev.keyward.cmdlet.ConfirmImpact;
import dev.keyward.cmdlet.Parameter;
import dev.keyward.cmdlet.PsObject;
import dev.keyward.cmdlet.Signature;
import dev.keyward.cmdlet.TypeToken;
import dev.keyward.cmdlet.vault.connection.Connection;
import dev.keyward.cmdlet.vault.shape.AccountShapes;
import dev.keyward.cmdlet.vault.shape.Names;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;

final class DisconnectAccount extends VaultCmdlet {
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
                "Signs out.",
                Signature.of(
                                Parameter.of("Username", TypeToken.STRING)
                                        .aka("Id", "UserId")
                                        .at(0)
                                        .help(
                                                "Accepted; it's the account in use that's signed out."),
                                Parameter.of("ContextName", TypeToken.STRING),
                                Parameter.of("Scope", TypeToken.STRING))
                        .changing(ConfirmImpact.Medium)
                        .giving("PSAzureRmAccount"));
    }

    @Override
    protected void run(Run run) {
        Connection connection = run.connection();
        if (run.goesOn(connection.account().id(), "log out")) {
            run.connections().signOut();
            PsObject context = AccountShapes.context("", connection);
            run.write(context.get("Account"));
        }
    }
}
