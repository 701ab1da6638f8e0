package dev.keyward.cmdlet.vault.secrets;

import dev.keyward.cmdlet.ErrorCategory;
import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.NewSettings;
import dev.keyward.cmdlet.vault.shape.ObjectShapes;
import dev.keyward.cmdlet.vault.shape.ObjectTarget;
import dev.keyward.cmdlet.vault.shape.Refusal;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import dev.keyward.model.SecretBytes;
import java.util.Objects;

final class SetSecret extends VaultCmdlet {
    /// data-plane-common.md, section 12.
    private static final int MAX_VALUE_BYTES = 25_600;

    SetSecret() {
        super(Subject.SECRETS, "Set-Secret", "Set-AzKeyVaultSecret", "Set-AzureKeyVaultSecret");
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
