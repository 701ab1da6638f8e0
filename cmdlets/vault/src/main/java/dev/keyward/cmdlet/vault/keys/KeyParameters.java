package dev.keyward.cmdlet.vault.keys;

import dev.keyward.client.ReleasePolicy;
import dev.keyward.cmdlet.Parameter;
import dev.keyward.cmdlet.TypeToken;
import dev.keyward.cmdlet.vault.shape.Completions;
import dev.keyward.cmdlet.vault.shape.Refusal;
import dev.keyward.cmdlet.vault.shape.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

    static Parameter releasePolicyPath() {
        return Parameter.of("ReleasePolicyPath", TypeToken.STRING)
                .help("A JSON file that says when the key may leave.");
    }

    static Parameter immutable() {
        return Parameter.flag("Immutable").help("The release policy stays as it is for good.");
    }

    /// The release policy given, null if none is.
    ///
    /// @throws Refusal if its file can't be read, or `-Immutable` stands alone
    static @Nullable ReleasePolicy releasePolicy(Run run) {
        String file = run.text("ReleasePolicyPath");
        if (file == null) {
            if (run.flag("Immutable")) {
                throw Refusal.of("-Immutable needs -ReleasePolicyPath.");
            }
            return null;
        }
        Path path = run.invocation().session().resolve(file);
        try {
            return new ReleasePolicy(Files.readString(path), run.flag("Immutable"));
        } catch (IOException unreadable) {
            throw Refusal.of("'" + path + "' can't be read.");
        }
    }
}
