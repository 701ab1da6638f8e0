package dev.keyward.cmdlet.vault.keys;

import dev.keyward.client.CipherExtras;
import dev.keyward.client.KeyCalls;
import dev.keyward.cmdlet.PsObject;
import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.ObjectShapes;
import dev.keyward.cmdlet.vault.shape.ObjectTarget;
import dev.keyward.cmdlet.vault.shape.Refusal;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import java.util.Locale;

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
                            algorithm,
                            value,
                            bytes(run, "Signature"),
                            extras(run));
            run.write(
                    new PsObject()
                            .set("Name", name)
                            .set("Algorithm", algorithm)
                            .set("IsValid", valid));
            return;
        }
        String path =
                switch (word) {
                    case "wrap" -> "wrapkey";
                    case "unwrap" -> "unwrapkey";
                    default -> word;
                };
        run.write(
                ObjectShapes.keyUse(
                        keys.use(name, target.version(), path, algorithm, value, extras(run))));
    }

    private static CipherExtras extras(Run run) {
        var arguments = run.arguments();
        return new CipherExtras(
                arguments.as(byte[].class, "Iv"),
                arguments.as(byte[].class, "AuthenticationTag"),
                arguments.as(byte[].class, "AdditionalData"),
                arguments.as(byte[].class, "Context"));
    }

    private static byte[] bytes(Run run, String parameter) {
        byte[] bytes = run.arguments().as(byte[].class, parameter);
        if (bytes == null) {
            throw Refusal.of("-" + parameter + " is needed");
        }
        return bytes;
    }
}
