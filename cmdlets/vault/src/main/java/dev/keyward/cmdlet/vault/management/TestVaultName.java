package dev.keyward.cmdlet.vault.management;

import dev.keyward.cmdlet.PsObject;
import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.Refusal;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.wire.arm.NameCheck;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;

final class TestVaultName extends VaultCmdlet {
    TestVaultName() {
        super(Subject.MANAGEMENT, "Test-VaultName", "Test-AzKeyVaultNameAvailability");
    }

    @Override
    protected void run(Run run) {
        String name = name(run);
        if (!run.goesOn(name, "Check vault name")) {
            return;
        }
        NameCheck check = new VaultLookup(run).subscription().vaults().check(name);
        run.write(
                new PsObject()
                        .set("NameAvailable", check.isFree())
                        .set("Reason", check.reason())
                        .set("Message", check.message()));
    }

    /// @throws Refusal if the JSON is none, or has no name
    private static String name(Run run) {
        if (run.has("Name")) {
            return run.required("Name");
        }
        try {
            return NameCheck.Request.parse(
                            run.has("JsonString")
                                    ? run.required("JsonString").getBytes(StandardCharsets.UTF_8)
                                    : Files.readAllBytes(
                                            run.invocation()
                                                    .session()
                                                    .resolve(run.required("JsonFilePath"))))
                    .name();
        } catch (IOException unreadable) {
            throw Refusal.of("-JsonFilePath: can't read '" + unreadable.getMessage() + "'.");
        } catch (VaultException refused) {
            throw Refusal.of(
                    "the request isn't understood: "
                            + (refused.error()
                                            instanceof VaultError.BadParameter(var part, var rule)
                                    ? part + " must be " + rule
                                    : refused.getMessage())
                            + ".");
        }
    }
}
