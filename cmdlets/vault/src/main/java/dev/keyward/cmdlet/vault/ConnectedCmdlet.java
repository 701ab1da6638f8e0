package dev.keyward.cmdlet.vault;

import dev.keyward.cmdlet.Cmdlet;
import dev.keyward.cmdlet.Completer;
import dev.keyward.cmdlet.Invocation;
import dev.keyward.cmdlet.Parameter;
import dev.keyward.cmdlet.Processor;
import dev.keyward.cmdlet.Signature;
import dev.keyward.cmdlet.vault.connection.Connections;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A cmdlet that finds connections in whatever session it runs.
final class ConnectedCmdlet implements Cmdlet {
    private final Cmdlet cmdlet;
    private final Supplier<Connections> connections;
    private volatile @Nullable Signature signature;

    ConnectedCmdlet(Cmdlet cmdlet, Supplier<Connections> connections) {
        this.cmdlet = cmdlet;
        this.connections = connections;
    }

    private Parameter connected(Parameter parameter) {
        Completer completer = parameter.completer();
        return completer == null
                ? parameter
                : parameter.completedBy((prefix, typed, session) -> {
                    Connections.install(session, connections);
                    return completer.complete(prefix, typed, session);
                });
    }

    @Override
    public String name() {
        return cmdlet.name();
    }

    @Override
    public List<String> aliases() {
        return cmdlet.aliases();
    }

    @Override
    public String synopsis() {
        return cmdlet.synopsis();
    }

    @Override
    public String description() {
        return cmdlet.description();
    }

    @Override
    public List<Example> examples() {
        return cmdlet.examples();
    }

    @Override
    public Signature signature() {
        Signature known = signature;
        if (known == null) {
            Signature own = cmdlet.signature();
            known =
                    new Signature(
                            own.parameters().stream().map(this::connected).toList(),
                            own.defaultSet(),
                            own.shouldProcess(),
                            own.outputTypes());
            signature = known;
        }
        return known;
    }

    @Override
    public String errorSource() {
        return cmdlet.errorSource();
    }

    @Override
    public Processor open(Invocation invocation) {
        Connections.install(invocation.session(), connections);
        return cmdlet.open(invocation);
    }
}
