package dev.keyward.cmdlet.vault.keys;

import dev.keyward.cmdlet.Signature;
import dev.keyward.cmdlet.vault.shape.Names;
import dev.keyward.cmdlet.vault.shape.ObjectTarget;
import dev.keyward.cmdlet.vault.shape.Parameters;
import dev.keyward.cmdlet.vault.shape.RotationShapes;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.Types;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import java.util.List;

final class GetKeyRotationPolicy extends VaultCmdlet {
    private static final String NAMES = "ByVaultName";
    private static final String OBJECT = "ByKeyInputObject";

    GetKeyRotationPolicy() {
        super(
                Names.of("Get-KeyRotationPolicy", "Get-AzKeyVaultKeyRotationPolicy"),
                "Shows when a key is rotated and told near its expiry.",
                Signature.of(
                                Parameters.vaultName(NAMES),
                                KeyParameters.name(NAMES),
                                Parameters.inputObject(Types.A_KEY, OBJECT).aka("Key"))
                        .defaultSet(NAMES)
                        .giving("PSKeyRotationPolicy"));
    }

    @Override
    public List<Example> examples() {
        return List.of(
                new Example(
                        "See the policy every key has",
                        "(Get-KeyRotationPolicy demo box).LifetimeActions.TimeBeforeExpiry",
                        "P30D"));
    }

    @Override
    protected void run(Run run) {
        ObjectTarget target = ObjectTarget.of(run);
        String name = target.objectName();
        run.write(
                RotationShapes.policy(
                        target.vault().keys().rotationPolicy(name),
                        target.look().vaultName(),
                        name));
    }
}
