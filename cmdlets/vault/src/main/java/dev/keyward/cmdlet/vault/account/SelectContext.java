package dev.keyward.cmdlet.vault.account;

import dev.keyward.cmdlet.ConfirmImpact;
import dev.keyward.cmdlet.Parameter;
import dev.keyward.cmdlet.PsObject;
import dev.keyward.cmdlet.Signature;
import dev.keyward.cmdlet.TypeToken;
import dev.keyward.cmdlet.vault.connection.Connection;
import dev.keyward.cmdlet.vault.shape.AccountShapes;
import dev.keyward.cmdlet.vault.shape.Names;
import dev.keyward.cmdlet.vault.shape.Refusal;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.Types;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;

final class SelectContext extends VaultCmdlet {
    private static final String NAME = "SelectByName";
    private static final String OBJECT = "SelectByInputObject";

    SelectContext() {
        super(
                Names.of("Select-Context", "Select-AzContext", "Select-AzureRmContext"),
                "Goes back to a connection made before.",
                Signature.of(
                                Parameter.of("Name", TypeToken.STRING)
                                        .inSets(NAME)
                                        .required()
                                        .at(0),
                                Parameter.of("InputObject", Types.A_CONTEXT)
                                        .inSets(OBJECT)
                                        .required()
                                        .byValue(),
                                AccountParameters.scope())
                        .defaultSet(OBJECT)
                        .changing(ConfirmImpact.Medium)
                        .giving("PSAzureContext"));
    }

    @Override
    protected void run(Run run) {
        PsObject input = run.inputObject();
        String name = input == null ? run.required("Name") : String.valueOf(input.get("Name"));
        Connection connection = run.connections().contexts().get(name);
        if (connection == null) {
            throw Refusal.of("No context with the name '" + name + "' was found.");
        }
        if (run.goesOn(name, "Select context")) {
            run.connections().use(name, connection);
            run.write(AccountShapes.context(name, connection));
        }
    }
}
