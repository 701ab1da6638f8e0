package dev.keyward.cmdlet.vault.keys;

import dev.keyward.cmdlet.Cmdlet;
import java.util.List;

/// All cmdlets for keys.
public final class KeyCmdlets {
    private KeyCmdlets() {}

    public static List<Cmdlet> all() {
        return List.of(
                new AddKey(),
                new GetKey(),
                new UpdateKey(),
                new NewKeyTransferFile(),
                new InvokeKeyOperation(),
                new InvokeKeyRotation(),
                new GetKeyRotationPolicy(),
                new SetKeyRotationPolicy(),
                new InvokeKeyRelease(),
                new GetRandomNumber());
    }
}
