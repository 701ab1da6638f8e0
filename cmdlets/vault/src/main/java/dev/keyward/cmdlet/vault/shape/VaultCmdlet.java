package dev.keyward.cmdlet.vault.shape;

import dev.keyward.client.VaultCallException;
import dev.keyward.cmdlet.Cmdlet;
import dev.keyward.cmdlet.CmdletError;
import dev.keyward.cmdlet.Invocation;
import dev.keyward.cmdlet.Parameter;
import dev.keyward.cmdlet.Processor;
import dev.keyward.cmdlet.Signature;
import dev.keyward.cmdlet.TypeToken;
import dev.keyward.cmdlet.vault.connection.Connection;
import dev.keyward.cmdlet.vault.connection.Unopened;
import java.util.ArrayList;
import java.util.List;

/// The frame of a cmdlet that talks to a vault service: one call of [#run] a pipeline object, and
/// errors of calls written so that they don't end the pipeline.
public abstract class VaultCmdlet implements Cmdlet {
    private final Names names;
    private final String synopsis;
    private final Signature signature;

    protected VaultCmdlet(Names names, String synopsis, Signature signature) {
        this.names = names;
        this.synopsis = synopsis;
        this.signature = withProfile(signature);
    }

    /// Does the work for the arguments bound now.
    ///
    /// @throws VaultCallException written as an error
    /// @throws Refusal written as an error
    protected abstract void run(Run run);

    @Override
    public final String name() {
        return names.name();
    }

    @Override
    public final List<String> aliases() {
        return names.aliases();
    }

    @Override
    public final String synopsis() {
        return synopsis;
    }

    @Override
    public final Signature signature() {
        return signature;
    }

    @Override
    public final String errorSource() {
        return names.errorSource();
    }

    @Override
    public final Processor open(Invocation invocation) {
        Run run = new Run(invocation);
        return () -> {
            try {
                run(run);
            } catch (VaultCallException e) {
                if (e.code().equals("Cancelled")) {
                    throw new CmdletError(CallErrors.of(e), e);
                }
                invocation.writeError(CallErrors.of(e));
            } catch (Connection.NoSubscription | Unopened e) {
                invocation.writeError(CallErrors.of(Refusal.of(String.valueOf(e.getMessage()))));
            } catch (Refusal e) {
                invocation.writeError(CallErrors.of(e));
            }
        };
    }

    // Every cmdlet of the modules takes it (cmdlets, section 1.2).
    private static Signature withProfile(Signature signature) {
        List<Parameter> parameters = new ArrayList<>(signature.parameters());
        parameters.add(
                Parameter.of("DefaultProfile", TypeToken.OBJECT)
                        .aka("AzContext", "AzureRmContext", "AzureCredential")
                        .help("Accepted for old scripts; the current connection is used."));
        return new Signature(
                parameters,
                signature.defaultSet(),
                signature.shouldProcess(),
                signature.outputTypes());
    }
}
