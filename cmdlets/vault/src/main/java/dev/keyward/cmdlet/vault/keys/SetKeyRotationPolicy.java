package dev.keyward.cmdlet.vault.keys;

import dev.keyward.client.RotationPolicy;
import dev.keyward.cmdlet.ConfirmImpact;
import dev.keyward.cmdlet.Parameter;
import dev.keyward.cmdlet.PsObject;
import dev.keyward.cmdlet.Signature;
import dev.keyward.cmdlet.TypeToken;
import dev.keyward.cmdlet.vault.shape.Names;
import dev.keyward.cmdlet.vault.shape.ObjectTarget;
import dev.keyward.cmdlet.vault.shape.Parameters;
import dev.keyward.cmdlet.vault.shape.Refusal;
import dev.keyward.cmdlet.vault.shape.RotationShapes;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.Types;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

final class SetKeyRotationPolicy extends VaultCmdlet {
    private static final String NAMES = "ByVaultName";
    private static final String NAMES_FILE = "SetByRotationPolicyFileViaVaultName";
    private static final String OBJECT = "ByKeyInputObject";
    private static final String OBJECT_FILE = "SetByRotationPolicyFileViaKeyInputObject";
    private static final String POLICY = "ByKeyRotationPolicyInputObject";

    SetKeyRotationPolicy() {
        super(
                Names.of("Set-KeyRotationPolicy", "Set-AzKeyVaultKeyRotationPolicy"),
                "Says when a key is rotated and told near its expiry; what isn't given stays.",
                Signature.of(
                                Parameters.vaultName(NAMES, NAMES_FILE),
                                KeyParameters.name(NAMES, NAMES_FILE),
                                Parameters.inputObject(Types.A_KEY, OBJECT, OBJECT_FILE).aka("Key"),
                                Parameter.of("KeyRotationPolicy", Types.A_ROTATION_POLICY)
                                        .inSets(POLICY)
                                        .required()
                                        .at(0)
                                        .byValue(),
                                Parameter.of("KeyRotationLifetimeAction", TypeToken.OBJECTS)
                                        .inSets(NAMES, OBJECT)
                                        .help(
                                                "Such as @{Action = 'Rotate'; TimeAfterCreate ="
                                                        + " 'P18M'}."),
                                Parameter.of("ExpiresIn", TypeToken.STRING)
                                        .inSets(NAMES, OBJECT)
                                        .help("How long new versions live, such as P2Y."),
                                Parameter.of("PolicyPath", TypeToken.STRING)
                                        .inSets(NAMES_FILE, OBJECT_FILE)
                                        .required()
                                        .help("A JSON file with the policy."))
                        .defaultSet(NAMES)
                        .changing(ConfirmImpact.Medium)
                        .giving("PSKeyRotationPolicy"));
    }

    @Override
    public List<Example> examples() {
        return List.of(
                new Example(
                        "Rotate a key each quarter",
                        "(Set-KeyRotationPolicy demo box -ExpiresIn P6M -KeyRotationLifetimeAction"
                                + " @{Action = 'Rotate'; TimeAfterCreate = 'P3M'}).LifetimeActions |"
                                + " ForEach-Object { \"$_\" }",
                        "[Action: Rotate, TimeAfterCreate: P3M, TimeBeforeExpiry: ]\n"
                                + "[Action: Notify, TimeAfterCreate: , TimeBeforeExpiry: P30D]"));
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
            RotationPolicy set =
                    run.vault(vault)
                            .keys()
                            .setRotationPolicy(
                                    name, got != null ? RotationShapes.policy(got) : policy(run));
            run.write(RotationShapes.policy(set, vault, name));
        }
    }

    private static RotationPolicy policy(Run run) {
        String file = run.text("PolicyPath");
        if (file == null) {
            return new RotationPolicy(
                    null,
                    run.has("KeyRotationLifetimeAction")
                            ? RotationShapes.actions(
                                    run.arguments().list("KeyRotationLifetimeAction"))
                            : null,
                    run.text("ExpiresIn"),
                    null,
                    null);
        }
        Path path = run.invocation().session().resolve(file);
        try {
            return RotationPolicy.parse(Files.readString(path));
        } catch (IOException unreadable) {
            throw Refusal.of("'" + path + "' can't be read.");
        } catch (IllegalArgumentException malformed) {
            throw Refusal.of("'" + path + "' holds no rotation policy in JSON.");
        }
    }
}
