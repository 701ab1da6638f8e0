package dev.keyward.cmdlet.vault.keys;

import dev.keyward.cmdlet.vault.shape.Refusal;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.wire.keys.ReleasePolicyBody;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What arguments say of a key.
final class KeyArguments {
    private KeyArguments() {}

    /// The operations given, null if none are.
    static @Nullable List<String> operations(Run run) {
        return run.has("KeyOps") ? run.arguments().texts("KeyOps") : null;
    }

    /// The release policy given, null if none is.
    ///
    /// @throws Refusal if its file can't be read, or `-Immutable` stands alone
    static @Nullable ReleasePolicyBody releasePolicy(Run run) {
        String file = run.text("ReleasePolicyPath");
        if (file == null) {
            if (run.flag("Immutable")) {
                throw Refusal.of("-Immutable needs -ReleasePolicyPath.");
            }
            return null;
        }
        Path path = run.invocation().session().resolve(file);
        try {
            return new ReleasePolicyBody(null, Files.readAllBytes(path), run.flag("Immutable"));
        } catch (IOException unreadable) {
            throw Refusal.of("'" + path + "' can't be read.");
        }
    }
}
