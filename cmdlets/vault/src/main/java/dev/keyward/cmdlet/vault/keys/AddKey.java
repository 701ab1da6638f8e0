package dev.keyward.cmdlet.vault.keys;

import dev.keyward.client.objects.NewKey;
import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.NewSettings;
import dev.keyward.cmdlet.vault.shape.ObjectShapes;
import dev.keyward.cmdlet.vault.shape.ObjectTarget;
import dev.keyward.cmdlet.vault.shape.Refusal;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import dev.keyward.wire.keys.ImportedKey;
import dev.keyward.wire.keys.KeyBundle;
import dev.keyward.wire.keys.ReleasePolicyBody;
import org.jspecify.annotations.Nullable;

final class AddKey extends VaultCmdlet {
    AddKey() {
        super(Subject.KEYS, "Add-Key", "Add-AzKeyVaultKey", "Add-AzureKeyVaultKey");
    }

    @Override
    protected void run(Run run) {
        ObjectTarget target = ObjectTarget.of(run);
        String name = target.objectName();
        if (!run.goesOn(name, "Add key")) {
            return;
        }
        String file = run.text("KeyFilePath");
        KeyBundle key =
                file == null ? create(run, target, name) : imported(run, target, name, file);
        run.write(ObjectShapes.key(key, target.look()));
    }

    private static KeyBundle create(Run run, ObjectTarget target, String name) {
        String type = run.text("KeyType");
        String kty = type == null ? "RSA" : type;
        String curve = run.text("CurveName");
        if (kty.equalsIgnoreCase("EC") && curve == null) {
            throw Refusal.of("An EC key needs a valid 'CurveName': P-256, P-256K, P-384 or P-521.");
        }
        boolean hsm = "HSM".equalsIgnoreCase(run.text("Destination"));
        Integer size = run.arguments().get("Size") instanceof Integer given ? given : null;
        return target.vault()
                .keys()
                .create(
                        name,
                        new NewKey(
                                hsm ? kty + "-HSM" : kty,
                                size,
                                curve,
                                run.text("Algorithm"),
                                KeyArguments.operations(run),
                                NewSettings.created(run),
                                release(run)));
    }

    private static @Nullable ReleasePolicyBody release(Run run) {
        ReleasePolicyBody policy = KeyArguments.releasePolicy(run);
        if ((policy != null) != run.flag("Exportable")) {
            throw Refusal.of("-Exportable and -ReleasePolicyPath are needed together.");
        }
        return policy;
    }

    private static KeyBundle imported(Run run, ObjectTarget target, String name, String file) {
        boolean hsm = "HSM".equalsIgnoreCase(run.text("Destination"));
        if (KeyFileContent.isTransfer(file)) {
            String type = run.text("KeyType");
            String kty = type == null ? "RSA" : type;
            ImportedKey key =
                    ImportedKey.wrapped(hsm ? kty + "-HSM" : kty, KeyFileContent.bytes(run, file));
            return importKey(run, target, name, key);
        }
        if (hsm) {
            throw Refusal.of("The key file '" + file + "' can be imported as software key only.");
        }
        try (KeyFileContent content = KeyFileContent.read(run, file)) {
            return importKey(run, target, name, content.jwk());
        }
    }

    private static KeyBundle importKey(Run run, ObjectTarget target, String name, ImportedKey key) {
        return target.vault()
                .keys()
                .importKey(
                        name, key.allowing(KeyArguments.operations(run)), NewSettings.created(run));
    }
}
