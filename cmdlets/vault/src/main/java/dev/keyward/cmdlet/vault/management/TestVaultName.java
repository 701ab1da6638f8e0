package dev.keyward.cmdlet.vault.management;

import dev.keyward.client.VaultResource.NameCheck;
import dev.keyward.cmdlet.ConfirmImpact;
import dev.keyward.cmdlet.Parameter;
import dev.keyward.cmdlet.PsObject;
import dev.keyward.cmdlet.Signature;
import dev.keyward.cmdlet.TypeToken;
import dev.keyward.cmdlet.vault.shape.Names;
import dev.keyward.cmdlet.vault.shape.Refusal;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;

final class TestVaultName extends VaultCmdlet {
    private static final String NAME = "CheckExpanded";
    private static final String FILE = "CheckViaJsonFilePath";
    private static final String TEXT = "CheckViaJsonString";

    TestVaultName() {
        super(
                Names.of("Test-VaultName", "Test-AzKeyVaultNameAvailability"),
                "Says whether a vault can have a name.",
                Signature.of(
                                Parameter.of("Name", TypeToken.STRING)
                                        .inSets(NAME)
                                        .required()
                                        .at(0),
                                Parameter.of("JsonFilePath", TypeToken.STRING)
                                        .inSets(FILE)
                                        .required()
                                        .help("File with the request as JSON."),
                                Parameter.of("JsonString", TypeToken.STRING)
                                        .inSets(TEXT)
                                        .required()
                                        .help("The request as JSON, with name and type."),
                                Parameter.of("SubscriptionId", TypeToken.STRING))
                        .defaultSet(NAME)
                        .changing(ConfirmImpact.Medium)
                        .giving("ICheckNameAvailabilityResult"));
    }

    @Override
    public List<Example> examples() {
        return List.of(
                new Example("A name in use", "(Test-VaultName demo).NameAvailable", "False"));
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
            return dev.keyward.wire.arm.NameCheck.parse(
                    run.has("JsonString")
                            ? run.required("JsonString").getBytes(StandardCharsets.UTF_8)
                            : Files.readAllBytes(
                                    run.invocation()
                                            .session()
                                            .resolve(run.required("JsonFilePath"))));
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
