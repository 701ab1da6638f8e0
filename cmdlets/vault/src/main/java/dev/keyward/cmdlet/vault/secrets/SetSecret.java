package dev.keyward.cmdlet.vault.secrets;

import dev.keyward.cmdlet.ConfirmImpact;
import dev.keyward.cmdlet.ErrorCategory;
import dev.keyward.cmdlet.Parameter;
import dev.keyward.cmdlet.Signature;
import dev.keyward.cmdlet.TypeToken;
import dev.keyward.cmdlet.vault.shape.Names;
import dev.keyward.cmdlet.vault.shape.NewSettings;
import dev.keyward.cmdlet.vault.shape.ObjectShapes;
import dev.keyward.cmdlet.vault.shape.ObjectTarget;
import dev.keyward.cmdlet.vault.shape.Parameters;
import dev.keyward.cmdlet.vault.shape.Refusal;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.Types;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import dev.keyward.model.SecretBytes;
import java.util.List;
import java.util.Objects;

final class SetSecret extends VaultCmdlet {
    private static final String NAMES = "Default";
    private static final String OBJECT = "InputObject";

    /// Data-plane-common, section 12.
    private static final int MAX_VALUE_BYTES = 25_600;

    SetSecret() {
        super(
                Names.of("Set-Secret", "Set-AzKeyVaultSecret", "Set-AzureKeyVaultSecret"),
                "Makes a secret, or a new version of one.",
                Signature.of(
                                Parameters.vaultName(NAMES),
                                SecretParameters.name(NAMES),
                                SecretParameters.id(),
                                Parameters.inputObject(Types.A_SECRET, OBJECT),
                                Parameter.of("SecretValue", TypeToken.SECURE_STRING)
                                        .required()
                                        .at(2)
                                        .help("The value, protected; see ConvertTo-SecureString."),
                                Parameter.flag("Disable"),
                                Parameters.expires(),
                                Parameters.notBefore(),
                                SecretParameters.contentType(),
                                Parameters.tag())
                        .defaultSet(NAMES)
                        .changing(ConfirmImpact.Medium)
                        .giving("PSKeyVaultSecret"));
    }

    @Override
    public List<Example> examples() {
        return List.of(
                new Example(
                        "Keep a password",
                        "(Set-Secret demo api-key (ConvertTo-SecureString 'k-1' -AsPlainText -Force)).Name",
                        "api-key"));
    }

    @Override
    protected void run(Run run) {
        ObjectTarget target = ObjectTarget.of(run);
        String name = target.objectName();
        if (!run.goesOn(name, "Set secret")) {
            return;
        }
        try (SecretBytes value = Objects.requireNonNull(run.secret("SecretValue"))) {
            if (value.length() > MAX_VALUE_BYTES) {
                throw Refusal.of(
                        "-SecretValue: must be at most %d bytes; it has %d."
                                .formatted(MAX_VALUE_BYTES, value.length()),
                        ErrorCategory.InvalidArgument);
            }
            run.write(
                    ObjectShapes.secret(
                            target.vault()
                                    .secrets()
                                    .set(
                                            name,
                                            value,
                                            run.text("ContentType"),
                                            NewSettings.created(run)),
                            target.look()));
        }
    }
}
