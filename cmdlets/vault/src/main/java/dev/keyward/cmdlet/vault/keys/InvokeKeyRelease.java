package dev.keyward.cmdlet.vault.keys;

import dev.keyward.cmdlet.ConfirmImpact;
import dev.keyward.cmdlet.Parameter;
import dev.keyward.cmdlet.Signature;
import dev.keyward.cmdlet.TypeToken;
import dev.keyward.cmdlet.Validation;
import dev.keyward.cmdlet.vault.shape.Names;
import dev.keyward.cmdlet.vault.shape.ObjectTarget;
import dev.keyward.cmdlet.vault.shape.Parameters;
import dev.keyward.cmdlet.vault.shape.ReleaseShapes;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.Types;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import java.util.List;

final class InvokeKeyRelease extends VaultCmdlet {
    private static final String NAMES = "ByVaultName";
    private static final String OBJECT = "ByKeyInputObject";

    InvokeKeyRelease() {
        super(
                Names.of("Invoke-KeyRelease"),
                "Gives an exportable key, wrapped, to an environment whose attestation token satisfies the key's release policy.",
                Signature.of(
                                Parameters.vaultName(NAMES),
                                KeyParameters.name(NAMES),
                                Parameters.inputObject(Types.A_KEY, OBJECT).aka("Key"),
                                Parameter.of("Version", TypeToken.STRING).aka("KeyVersion"),
                                Parameter.of("TargetAttestationToken", TypeToken.STRING)
                                        .required()
                                        .help(
                                                "The attestation's JWT, which holds the key to wrap for."),
                                Parameter.of("Nonce", TypeToken.STRING)
                                        .help("Comes back inside the answer."),
                                Parameter.of("Algorithm", TypeToken.STRING)
                                        .valid(
                                                Validation.OneOf.words(
                                                        "CKM_RSA_AES_KEY_WRAP",
                                                        "RSA_AES_KEY_WRAP_256",
                                                        "RSA_AES_KEY_WRAP_384"))
                                        .help(
                                                "How the key is wrapped; CKM_RSA_AES_KEY_WRAP unless given."))
                        .defaultSet(NAMES)
                        .changing(ConfirmImpact.Medium)
                        .giving("KeyRelease"));
    }

    @Override
    public List<Example> examples() {
        return List.of(
                new Example(
                        "A key that isn't exportable stays",
                        "try { Invoke-KeyRelease demo box -TargetAttestationToken a.b.c -ErrorAction Stop }"
                                + " catch { 'not released' }",
                        "not released"));
    }

    @Override
    protected void run(Run run) {
        ObjectTarget target = ObjectTarget.of(run);
        String name = target.objectName();
        if (run.goesOn(name, "Release key")) {
            String value =
                    target.vault()
                            .keys()
                            .release(
                                    name,
                                    target.version(),
                                    run.required("TargetAttestationToken"),
                                    run.text("Nonce"),
                                    run.text("Algorithm"));
            run.write(ReleaseShapes.release(value, target.look().vaultName(), name));
        }
    }
}
