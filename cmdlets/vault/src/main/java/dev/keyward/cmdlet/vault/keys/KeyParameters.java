package dev.keyward.cmdlet.vault.keys;

import dev.keyward.cmdlet.Parameter;
import dev.keyward.cmdlet.TypeToken;
import dev.keyward.cmdlet.vault.shape.Completions;
import dev.keyward.cmdlet.vault.shape.Run;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Parameters of several key cmdlets.
final class KeyParameters {
    private KeyParameters() {}

    static Parameter name(String... sets) {
        return Parameter.of("Name", TypeToken.STRING)
                .aka("KeyName")
                .inSets(sets)
                .required()
                .at(1)
                .completedBy(Completions::keys);
    }

    static Parameter operations() {
        return Parameter.of("KeyOps", TypeToken.STRINGS)
                .help(
                        "What the key may be used for: encrypt, decrypt, sign, verify, wrapKey, unwrapKey.");
    }

    /// The operations given, null if none are.
    static @Nullable List<String> operations(Run run) {
        return run.has("KeyOps") ? run.arguments().texts("KeyOps") : null;
    }
}
