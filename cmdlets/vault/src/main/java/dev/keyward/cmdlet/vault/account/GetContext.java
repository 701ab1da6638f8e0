package dev.keyward.cmdlet.vault.account;

import dev.keyward.cmdlet.Parameter;
import dev.keyward.cmdlet.Signature;
import dev.keyward.cmdlet.TypeToken;
import dev.keyward.cmdlet.vault.shape.AccountShapes;
import dev.keyward.cmdlet.vault.shape.Names;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import java.util.List;

final class GetContext extends VaultCmdlet {
    private static final String ONE = "GetSingleContext";
    private static final String ALL = "ListAllContexts";

    GetContext() {
        super(
                Names.of("Get-Context", "Get-AzContext", "Get-AzureRmContext"),
                "Shows who is signed in, where, and with which subscription.",
                Signature.of(
                                Parameter.of("Name", TypeToken.STRING).inSets(ONE).at(0),
                                Parameter.flag("ListAvailable").inSets(ALL).required(),
                                Parameter.flag("RefreshContextFromTokenCache").inSets(ALL))
                        .defaultSet(ONE)
                        .giving("PSAzureContext"));
    }

    @Override
    public List<Example> examples() {
        return List.of(
                new Example("Where this shell works", "(Get-Context).Environment.Name", "Keyward"));
    }

    @Override
    protected void run(Run run) {
        String name = run.text("Name");
        if (!run.flag("ListAvailable") && name == null) {
            run.connections()
                    .current()
                    .ifPresent(it -> run.write(AccountShapes.context(it.contextName(), it)));
            return;
        }
        run.connections()
                .contexts()
                .forEach((known, connection) -> {
                    if (name == null || known.equalsIgnoreCase(name)) {
                        run.write(AccountShapes.context(known, connection));
                    }
                });
    }
}
