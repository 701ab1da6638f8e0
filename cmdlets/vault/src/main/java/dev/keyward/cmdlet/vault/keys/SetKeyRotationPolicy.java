package dev.keyward.cmdlet.vault.keys;

import dev.keyward.cmdlet.PsObject;
import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.ObjectTarget;
import dev.keyward.cmdlet.vault.shape.Refusal;
import dev.keyward.cmdlet.vault.shape.RotationShapes;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import dev.keyward.model.VaultException;
import dev.keyward.wire.keys.RotationPolicyBody;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

final class SetKeyRotationPolicy extends VaultCmdlet {
    SetKeyRotationPolicy() {
        super(Subject.KEYS, "Set-KeyRotationPolicy", "Set-AzKeyVaultKeyRotationPolicy");
    }

    @Override
    protected void run(Run run) {
        PsObject got = run.arguments().as(PsObject.class, "KeyRotationPolicy");
        String vault;
        String name;
        if (got != null) {
            vault = String.valueOf(got.get("VaultName"));
            name = String.valueOf(got.get("KeyName"));
        } else {
            ObjectTarget target = ObjectTarget.of(run);
            vault = target.look().vaultName();
            name = target.objectName();
        }
        if (run.goesOn(name, "Set key rotation policy")) {
            RotationPolicyBody set =
                    run.vault(vault)
                            .keys()
                            .setRotationPolicy(
                                    name, got != null ? RotationShapes.policy(got) : policy(run));
            run.write(RotationShapes.policy(set, vault, name));
        }
    }

    private static RotationPolicyBody policy(Run run) {
        String file = run.text("PolicyPath");
        if (file == null) {
            return RotationShapes.wanted(
                    run.has("KeyRotationLifetimeAction")
                            ? RotationShapes.actions(
                                    run.arguments().list("KeyRotationLifetimeAction"))
                            : null,
                    run.text("ExpiresIn"));
        }
        Path path = run.invocation().session().resolve(file);
        try {
            return RotationPolicyBody.parse(Files.readAllBytes(path));
        } catch (IOException unreadable) {
            throw Refusal.of("'" + path + "' can't be read.");
        } catch (VaultException malformed) {
            throw Refusal.of("'" + path + "' holds no rotation policy in JSON.");
        }
    }
}
