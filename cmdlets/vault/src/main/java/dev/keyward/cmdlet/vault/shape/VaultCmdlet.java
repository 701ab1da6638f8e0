package dev.keyward.cmdlet.vault.shape;

import dev.keyward.client.transport.CallFailure;
import dev.keyward.client.transport.VaultCallException;
import dev.keyward.cmdlet.Cmdlet;
import dev.keyward.cmdlet.CmdletError;
import dev.keyward.cmdlet.Invocation;
import dev.keyward.cmdlet.Processor;
import dev.keyward.cmdlet.Signature;
import dev.keyward.cmdlet.vault.connection.Connection;
import dev.keyward.cmdlet.vault.connection.Unopened;
import dev.keyward.cmdlet.vault.facts.Page;
import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.facts.Vocabulary;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The frame of a cmdlet that talks to a vault service: one call of [#run] a pipeline object, and
/// errors of calls written so that they don't end the pipeline.
public abstract class VaultCmdlet implements Cmdlet {
    private static final Vocabulary WORDS = new Words();

    private final Subject subject;
    private final Names names;
    private volatile @Nullable Page page;

    /// @param subject where its page is
    /// @param aliases the Az one first, then the AzureRM ones and those of older modules
    protected VaultCmdlet(Subject subject, String name, String... aliases) {
        this.subject = subject;
        this.names = Names.of(name, aliases);
    }

    // Read when it's first asked for: a session starts with the names alone.
    private Page page() {
        Page known = page;
        if (known == null) {
            known = subject.page(names.name(), names.aliases(), WORDS);
            page = known;
        }
        return known;
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
        return page().synopsis();
    }

    @Override
    public final Signature signature() {
        return page().signature();
    }

    @Override
    public final List<Example> examples() {
        return page().examples();
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
                if (e.failure() instanceof CallFailure.Cancelled) {
                    throw new CmdletError(CallErrors.of(e, again(invocation)), e);
                }
                if (e.failure() instanceof CallFailure.HostNotFound) {
                    // It may be elsewhere by now.
                    run.connections().forgetPlaces();
                }
                invocation.writeError(CallErrors.of(e, again(invocation)));
            } catch (Connection.NoSubscription | Unopened e) {
                invocation.writeError(CallErrors.of(Refusal.of(String.valueOf(e.getMessage()))));
            } catch (Refusal e) {
                invocation.writeError(CallErrors.of(e));
            }
        };
    }

    /// In the words of the module whose name was used.
    private String again(Invocation invocation) {
        String calledAs = invocation.calledAs();
        if (calledAs.equalsIgnoreCase(names.name())) {
            return "The sign-in has ended. Run Connect-Server (or Connect-Account) again";
        }
        return "Your Azure credentials have not been set up or have expired, please run %s to set up your Azure credentials"
                .formatted(
                        Names.isAzureRm(calledAs) ? "Connect-AzureRmAccount" : "Connect-AzAccount");
    }
}
