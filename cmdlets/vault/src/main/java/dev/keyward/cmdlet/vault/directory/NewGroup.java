package dev.keyward.cmdlet.vault.directory;

import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.DirectoryShapes;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import dev.keyward.wire.graph.SimpleParameters;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

final class NewGroup extends VaultCmdlet {
    NewGroup() {
        super(Subject.DIRECTORY, "New-Group", "New-AzADGroup", "New-AzureRmADGroup");
    }

    @Override
    protected void run(Run run) {
        String name = run.required("DisplayName");
        if (!run.goesOn(name, "Adding a new group with display name '" + name + "'")) {
            return;
        }
        Map<String, String> texts = new HashMap<>();
        texts.put("displayName", name);
        String nickname = run.text("MailNickname");
        if (nickname != null) {
            texts.put("mailNickname", nickname);
        }
        run.write(
                DirectoryShapes.group(
                        run.connection()
                                .graph()
                                .createGroup(new SimpleParameters(texts, List.of(), null, null))));
    }
}
