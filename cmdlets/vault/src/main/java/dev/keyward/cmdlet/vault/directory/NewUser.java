package dev.keyward.cmdlet.vault.directory;

import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.DirectoryShapes;
import dev.keyward.cmdlet.vault.shape.Refusal;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import dev.keyward.model.SecretBytes;
import dev.keyward.wire.graph.SimpleParameters;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

final class NewUser extends VaultCmdlet {
    NewUser() {
        super(Subject.DIRECTORY, "New-User", "New-AzADUser", "New-AzureRmADUser");
    }

    @Override
    protected void run(Run run) {
        String name = run.required("UserPrincipalName");
        String nickname = run.text("MailNickname");
        if (nickname != null && !nickname.equalsIgnoreCase(name.replaceFirst("@.*$", ""))) {
            throw Refusal.of(
                    "-MailNickname: must be what -UserPrincipalName has before the @; there's no"
                            + " other here.");
        }
        requirePasswordToStay(run);
        if (!run.goesOn(name, "Adding a new user with principal name '" + name + "'")) {
            return;
        }
        Map<String, String> texts = new HashMap<>();
        texts.put("userPrincipalName", name);
        texts.put("displayName", run.required("DisplayName"));
        String mail = run.text("Mail");
        if (mail != null) {
            texts.put("mail", mail);
        }
        try (SecretBytes password = Objects.requireNonNull(run.secret("Password"))) {
            run.write(
                    DirectoryShapes.user(
                            run.connection()
                                    .graph()
                                    .createUser(
                                            new SimpleParameters(
                                                    texts,
                                                    List.of(),
                                                    run.choice("AccountEnabled"),
                                                    password))));
        }
    }

    /// @throws Refusal if it's to be changed at the next sign-in
    static void requirePasswordToStay(Run run) {
        if (run.flag("ForceChangePasswordNextLogin")) {
            throw Refusal.of(
                    "-ForceChangePasswordNextLogin: nobody can change a password while signing in"
                            + " here, so that the user would be kept out; Set-User -Password"
                            + " changes it.");
        }
    }
}
