package dev.keyward.cmdlet.vault.keys;

import dev.keyward.client.KeyBundle;
import dev.keyward.client.NewKey;
import dev.keyward.client.PrivateJwk;
import dev.keyward.client.ReleasePolicy;
import dev.keyward.cmdlet.ConfirmImpact;
import dev.keyward.cmdlet.Membership;
import dev.keyward.cmdlet.Parameter;
import dev.keyward.cmdlet.Signature;
import dev.keyward.cmdlet.TypeToken;
import dev.keyward.cmdlet.Validation;
import dev.keyward.cmdlet.vault.shape.Names;
import dev.keyward.cmdlet.vault.shape.NewSettings;
import dev.keyward.cmdlet.vault.shape.ObjectShapes;
import dev.keyward.cmdlet.vault.shape.ObjectTarget;
import dev.keyward.cmdlet.vault.shape.Parameters;
import dev.keyward.cmdlet.vault.shape.Refusal;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.Types;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import java.util.List;
import org.jspecify.annotations.Nullable;

final class AddKey extends VaultCmdlet {
    private static final String CREATE = "InteractiveCreate";
    private static final String IMPORT = "InteractiveImport";
    private static final String OBJECT_CREATE = "InputObjectCreate";
    private static final String OBJECT_IMPORT = "InputObjectImport";
    private static final String ID_CREATE = "ResourceIdCreate";
    private static final String ID_IMPORT = "ResourceIdImport";

    AddKey() {
        super(
                Names.of("Add-Key", "Add-AzKeyVaultKey", "Add-AzureKeyVaultKey"),
                "Makes a key, or brings one from a file; under a name that's there, a new version.",
                Signature.of(
                                Parameters.vaultName(CREATE, IMPORT),
                                Parameters.inputObject(Types.A_VAULT, OBJECT_CREATE, OBJECT_IMPORT),
                                Parameters.resourceId(ID_CREATE, ID_IMPORT),
                                Parameter.of("Name", TypeToken.STRING)
                                        .aka("KeyName")
                                        .required()
                                        .at(1),
                                destination(),
                                Parameter.of("KeyFilePath", TypeToken.STRING)
                                        .inSets(IMPORT, OBJECT_IMPORT, ID_IMPORT)
                                        .required()
                                        .help(
                                                "A PEM or PFX file, or a .byok file that New-KeyTransferFile made."),
                                Parameter.of("KeyFilePassword", TypeToken.SECURE_STRING)
                                        .inSets(IMPORT, OBJECT_IMPORT, ID_IMPORT),
                                Parameter.of("Size", TypeToken.INT.orNull())
                                        .inSets(CREATE, OBJECT_CREATE, ID_CREATE)
                                        .help(
                                                "RSA: 2048, 3072 or 4096, 2048 if it isn't given; oct: 128, 192 or 256."),
                                Parameter.of("KeyType", TypeToken.STRING)
                                        .valid(
                                                Validation.OneOf.words(
                                                        "RSA", "EC", "oct", "AKP", "OKP"))
                                        .help("RSA if it isn't given."),
                                Parameter.of("CurveName", TypeToken.STRING)
                                        .valid(
                                                Validation.OneOf.words(
                                                        "P-256", "P-256K", "P-384", "P-521",
                                                        "Ed25519", "X25519"))
                                        .help("The curve of an EC or OKP key."),
                                Parameter.of("Algorithm", TypeToken.STRING)
                                        .inSets(CREATE, OBJECT_CREATE, ID_CREATE)
                                        .valid(
                                                Validation.OneOf.words(
                                                        "ML-DSA-44",
                                                        "ML-DSA-65",
                                                        "ML-DSA-87",
                                                        "ML-KEM-512",
                                                        "ML-KEM-768",
                                                        "ML-KEM-1024"))
                                        .help("The algorithm of an AKP key."),
                                Parameter.flag("Exportable")
                                        .inSets(CREATE, OBJECT_CREATE, ID_CREATE)
                                        .help("May leave a premium vault under its policy."),
                                KeyParameters.releasePolicyPath()
                                        .inSets(CREATE, OBJECT_CREATE, ID_CREATE),
                                KeyParameters.immutable().inSets(CREATE, OBJECT_CREATE, ID_CREATE),
                                Parameter.flag("Disable"),
                                KeyParameters.operations(),
                                Parameters.expires(),
                                Parameters.notBefore(),
                                Parameters.tag())
                        .defaultSet(CREATE)
                        .changing(ConfirmImpact.Medium)
                        .giving("PSKeyVaultKey"));
    }

    private static Parameter destination() {
        return Parameter.of("Destination", TypeToken.STRING)
                .in(
                        Membership.in(CREATE).required(),
                        Membership.in(OBJECT_CREATE).required(),
                        Membership.in(ID_CREATE).required(),
                        Membership.in(IMPORT),
                        Membership.in(OBJECT_IMPORT),
                        Membership.in(ID_IMPORT))
                .valid(Validation.OneOf.words("HSM", "Software"));
    }

    @Override
    public List<Example> examples() {
        return List.of(
                new Example(
                        "Make an RSA key",
                        "(Add-Key demo signing -Destination Software).KeyType",
                        "RSA"),
                new Example(
                        "Make a key on a curve",
                        "(Add-Key demo curve -Destination Software -KeyType EC -CurveName P-256).CurveName",
                        "P-256"),
                new Example(
                        "Make a post-quantum key",
                        "(Add-Key demo quantum -Destination Software -KeyType AKP -Algorithm ML-DSA-65).Key.Alg",
                        "ML-DSA-65"),
                new Example(
                        "Make a key that may leave to an attested environment",
                        "$null = New-Vault release demo local -Sku Premium;"
                                + " Set-Content policy.json '{\"version\":\"1.0.0\",\"anyOf\":"
                                + "[{\"authority\":\"https://attest.example\",\"allOf\":"
                                + "[{\"claim\":\"debug\",\"equals\":\"false\"}]}]}';"
                                + " (Add-Key release out -Destination Software -KeyType EC"
                                + " -CurveName P-256 -Exportable -ReleasePolicyPath policy.json)"
                                + ".Attributes.Exportable",
                        "True"));
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
                                KeyParameters.operations(run),
                                NewSettings.created(run),
                                release(run)));
    }

    private static @Nullable ReleasePolicy release(Run run) {
        ReleasePolicy policy = KeyParameters.releasePolicy(run);
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
            return target.vault()
                    .keys()
                    .receive(
                            name,
                            hsm ? kty + "-HSM" : kty,
                            KeyFileContent.bytes(run, file),
                            KeyParameters.operations(run),
                            NewSettings.created(run));
        }
        if (hsm) {
            throw Refusal.of("The key file '" + file + "' can be imported as software key only.");
        }
        try (KeyFileContent content = KeyFileContent.read(run, file)) {
            PrivateJwk jwk = content.jwk();
            @Nullable List<String> operations = KeyParameters.operations(run);
            return target.vault().keys().importKey(name, jwk, operations, NewSettings.created(run));
        }
    }
}
