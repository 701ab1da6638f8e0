package dev.keyward.cmdlet.vault.directory;

import dev.keyward.client.graph.DirectoryEntry;
import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.Refusal;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import dev.keyward.model.SecretBytes;
import dev.keyward.wire.graph.SimpleParameters;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

final class SetUser extends VaultCmdlet {
    SetUser() {
        super(
                Subject.DIRECTORY,
                "Set-User",
                "Update-AzADUser",
                "Set-AzADUser",
                "Set-AzureRmADUser",
                "Update-AzureRmADUser",
                "Update-User");
    }

    @Override
    protected void run(Run run) {
        NewUser.requirePasswordToStay(run);
        Meant meant = new Meant(run);
        String called = run.text("DisplayName");
        DirectoryEntry user = meant.user();
        Map<String, String> texts = new HashMap<>();
        if (called != null) {
            texts.put("displayName", called);
        }
        String mail = run.text("Mail");
        if (mail != null) {
            texts.put("mail", mail);
        }
        // Closed by the parameters it's handed on in.
        SecretBytes password = run.secret("Password");
        try (SimpleParameters change =
                new SimpleParameters(texts, List.of(), run.choice("AccountEnabled"), password)) {
            if (texts.isEmpty() && change.enabled() == null && password == null) {
                throw Refusal.of(
                        "nothing is to change: give -DisplayName, -Mail, -AccountEnabled or"
                                + " -Password");
            }
            if (run.goesOn(String.valueOf(user.userPrincipalName()), "Update user")) {
                meant.graph().changeUser(user.objectId(), change);
                if (run.flag("PassThru")) {
                    run.write(true);
                }
            }
        }
    }
}
