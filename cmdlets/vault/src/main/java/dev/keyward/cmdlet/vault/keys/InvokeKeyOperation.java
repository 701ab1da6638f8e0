package dev.keyward.cmdlet.vault.keys;

import dev.keyward.client.CipherExtras;
import dev.keyward.client.KeyCalls;
import dev.keyward.cmdlet.ConfirmImpact;
import dev.keyward.cmdlet.Parameter;
import dev.keyward.cmdlet.PsObject;
import dev.keyward.cmdlet.Signature;
import dev.keyward.cmdlet.TypeToken;
import dev.keyward.cmdlet.Validation;
import dev.keyward.cmdlet.vault.shape.Names;
import dev.keyward.cmdlet.vault.shape.ObjectShapes;
import dev.keyward.cmdlet.vault.shape.ObjectTarget;
import dev.keyward.cmdlet.vault.shape.Parameters;
import dev.keyward.cmdlet.vault.shape.Refusal;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.Types;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import java.util.List;
import java.util.Locale;

final class InvokeKeyOperation extends VaultCmdlet {
    private static final String NAMES = "ByVaultName";
    private static final String OBJECT = "ByKeyInputObject";

    InvokeKeyOperation() {
        super(
                Names.of("Invoke-KeyOperation", "Invoke-AzKeyVaultKeyOperation"),
                "Uses a key inside the vault: encrypt, decrypt, wrap, unwrap, sign, verify.",
                Signature.of(
                                Parameter.of("Operation", TypeToken.STRING)
                                        .required()
                                        .valid(
                                                Validation.OneOf.words(
                                                        "Encrypt", "Decrypt", "Wrap", "Unwrap",
                                                        "Sign", "Verify")),
                                Parameter.of("Algorithm", TypeToken.STRING)
                                        .aka("EncryptionAlgorithm", "WrapAlgorithm")
                                        .required(),
                                Parameter.of("ByteArrayValue", TypeToken.BYTES)
                                        .required()
                                        .help("The plaintext, ciphertext, key or digest."),
                                Parameter.of("Signature", TypeToken.BYTES)
                                        .help("The signature to verify."),
                                Parameter.of("Iv", TypeToken.BYTES)
                                        .help("Of AES-CBC, and to decrypt AES-GCM."),
                                Parameter.of("AuthenticationTag", TypeToken.BYTES)
                                        .help("To decrypt AES-GCM."),
                                Parameter.of("AdditionalData", TypeToken.BYTES)
                                        .aka("AdditionalAuthenticatedData")
                                        .help("What AES-GCM authenticates beside the value."),
                                Parameter.of("Context", TypeToken.BYTES)
                                        .help("What an ML-DSA signature is bound to."),
                                Parameters.vaultName(NAMES),
                                KeyParameters.name(NAMES),
                                Parameters.inputObject(Types.A_KEY, OBJECT).aka("Key"),
                                Parameter.of("Version", TypeToken.STRING).aka("KeyVersion"))
                        .defaultSet(NAMES)
                        .changing(ConfirmImpact.Medium)
                        .giving("PSKeyOperationResult"));
    }

    @Override
    public List<Example> examples() {
        return List.of(
                new Example(
                        "Encrypt and decrypt",
                        "$c = Invoke-KeyOperation -Operation Encrypt -Algorithm RSA-OAEP -VaultName demo"
                                + " -Name box -ByteArrayValue (1,2,3);"
                                + " (Invoke-KeyOperation -Operation Decrypt -Algorithm RSA-OAEP -VaultName demo"
                                + " -Name box -ByteArrayValue $c.RawResult).RawResult -join ' '",
                        "1 2 3"),
                new Example(
                        "Encrypt with AES",
                        "Add-Key demo aes -Destination Software -KeyType oct > $null;"
                                + " $c = Invoke-KeyOperation -Operation Encrypt -Algorithm A256GCM -VaultName demo"
                                + " -Name aes -ByteArrayValue (1,2,3);"
                                + " (Invoke-KeyOperation -Operation Decrypt -Algorithm A256GCM -VaultName demo"
                                + " -Name aes -ByteArrayValue $c.RawResult -Iv $c.Iv"
                                + " -AuthenticationTag $c.AuthenticationTag).RawResult -join ' '",
                        "1 2 3"));
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
