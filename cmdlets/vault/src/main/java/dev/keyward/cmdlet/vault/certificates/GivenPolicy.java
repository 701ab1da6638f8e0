package dev.keyward.cmdlet.vault.certificates;

import dev.keyward.cmdlet.PsObject;
import dev.keyward.cmdlet.vault.shape.PolicyShapes;
import dev.keyward.cmdlet.vault.shape.Refusal;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.model.VaultException;
import dev.keyward.wire.certificates.PolicyBody;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The policy an invocation gives.
final class GivenPolicy {
    private GivenPolicy() {}

    /// An object, or the file of `PolicyPath` with the policy as the service has it.
    ///
    /// @param parameter the one that takes an object
    /// @return null if there's neither
    /// @throws Refusal if the file can't be used
    static @Nullable PolicyBody of(Run run, String parameter) {
        PsObject given = run.arguments().as(PsObject.class, parameter);
        if (given != null) {
            return PolicyShapes.policy(given);
        }
        String file = run.text("PolicyPath");
        if (file == null) {
            return null;
        }
        Path path = run.invocation().session().resolve(file);
        try {
            return PolicyBody.parse(Files.readAllBytes(path));
        } catch (IOException e) {
            throw Refusal.of("'" + path + "' can't be read.");
        } catch (VaultException malformed) {
            throw Refusal.of(
                    "'" + path + "' holds no certificate policy: " + malformed.getMessage());
        }
    }
}
