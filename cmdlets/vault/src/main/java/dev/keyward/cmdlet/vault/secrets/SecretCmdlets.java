package dev.keyward.cmdlet.vault.secrets;

import dev.keyward.cmdlet.Cmdlet;
import java.util.List;

/// All cmdlets for secrets.
public final class SecretCmdlets {
    private SecretCmdlets() {}

    public static List<Cmdlet> all() {
        return List.of(new GetSecret(), new SetSecret(), new UpdateSecret());
    }
}
