package dev.keyward.cmdlet.vault.keys;

import dev.keyward.client.objects.KeyCalls;
import dev.keyward.cmdlet.PsObject;
import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.ObjectShapes;
import dev.keyward.cmdlet.vault.shape.ObjectTarget;
import dev.keyward.cmdlet.vault.shape.Refusal;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import dev.keyward.wire.keys.KeyOperationResult;
import dev.keyward.wire.keys.KeyOperationsParameters;
import dev.keyward.wire.keys.KeySignParameters;
import dev.keyward.wire.keys.KeyVerifyParameters;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

final class InvokeKeyOperation extends VaultCmdlet {
    InvokeKeyOperation() {
        super(Subject.KEYS, "Invoke-KeyOperation", "Invoke-AzKeyVaultKeyOperation");
    }

    @Override
    protected void run(Run run) {
        ObjectTarget target = ObjectTarget.of(run);
        String name = target.objectName();
        String operation = run.required("Operation");
        if (!run.goesOn(name, operation + " with key")) {
            return;
        }
        KeyCalls keys = target.vault().keys();
        String algorithm = run.required("Algorithm");
        byte[] value = bytes(run, "ByteArrayValue");
        String word = operation.toLowerCase(Locale.ROOT);
        if (word.equals("verify")) {
            boolean valid =
                    keys.verify(
                            name,
                            target.version(),
                            new KeyVerifyParameters(
                                    algorithm,
                                    value,
                                    bytes(run, "Signature"),
                                    null,
                                    optional(run, "Context")));
            run.write(
                    new PsObject()
                            .set("Name", name)
                            .set("Algorithm", algorithm)
                            .set("IsValid", valid));
            return;
        }
        KeyOperationResult result =
                switch (word) {
                    case "sign" ->
                            keys.sign(
                                    name,
                                    target.version(),
                                    new KeySignParameters(
                                            algorithm, value, null, optional(run, "Context")));
                    case "wrap" -> keys.use(name, target.version(), "wrapkey", work(run, value));
                    case "unwrap" ->
                            keys.use(name, target.version(), "unwrapkey", work(run, value));
                    default -> keys.use(name, target.version(), word, work(run, value));
                };
        run.write(ObjectShapes.keyUse(result, algorithm));
    }

    private static KeyOperationsParameters work(Run run, byte[] value) {
        return new KeyOperationsParameters(
                run.required("Algorithm"),
                value,
                optional(run, "Iv"),
                optional(run, "AuthenticationTag"),
                optional(run, "AdditionalData"));
    }

    private static byte @Nullable [] optional(Run run, String parameter) {
        return run.arguments().as(byte[].class, parameter);
    }

    private static byte[] bytes(Run run, String parameter) {
        byte[] bytes = run.arguments().as(byte[].class, parameter);
        if (bytes == null) {
            throw Refusal.of("-" + parameter + " is needed");
        }
        return bytes;
    }
}
