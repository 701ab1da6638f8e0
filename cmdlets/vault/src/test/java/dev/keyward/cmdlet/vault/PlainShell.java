package dev.keyward.cmdlet.vault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyward.cmdlet.Arguments;
import dev.keyward.cmdlet.Cmdlet;
import dev.keyward.cmdlet.Membership;
import dev.keyward.cmdlet.Parameter;
import dev.keyward.cmdlet.Processor;
import dev.keyward.cmdlet.PsObject;
import dev.keyward.cmdlet.SecureString;
import dev.keyward.cmdlet.Signature;
import dev.keyward.cmdlet.SwitchParameter;
import dev.keyward.cmdlet.vault.connection.Connections;
import dev.keyward.cmdlet.vault.connection.Embedded;
import dev.keyward.model.Regions;
import dev.keyward.testing.FakeClock;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Runs cmdlets by name with arguments that already have their types, against the engine in a
/// folder.
final class PlainShell implements AutoCloseable {
    /// The value of a switch that is on.
    static final SwitchParameter ON = new SwitchParameter(true);

    private final Connections connections;
    private final List<Cmdlet> cmdlets;
    final PlainSession session;

    PlainShell(Path folder, FakeClock clock) {
        this(folder, clock, Regions.of("local"));
    }

    PlainShell(Path folder, FakeClock clock, Regions regions) {
        SecureRandom random = new SecureRandom();
        this.connections =
                new Connections(
                        () -> Embedded.open(folder.resolve("home"), regions, clock, random),
                        clock,
                        random);
        this.cmdlets = Cmdlets.all(() -> connections).cmdlets();
        this.session = new PlainSession(folder);
    }

    static SecureString secure(String text) {
        return SecureString.of(text);
    }

    /// A property that has to be there.
    static <T> T member(PsObject object, String name, Class<T> type) {
        return type.cast(Objects.requireNonNull(object.get(name), name));
    }

    /// Makes a vault in the group `VaultRG`, which is made along.
    ///
    /// @param command which of the names of `New-Vault`
    void vault(String command, String name) {
        run("Register-AzureRmResourceProvider", "ProviderNamespace", "Microsoft.KeyVault");
        run("New-ResourceGroup", "Name", "VaultRG", "Location", "local", "Force", ON);
        run(command, "VaultName", name, "ResourceGroupName", "VaultRG", "Location", "local");
    }

    /// Runs a command and gives what it wrote; it must not have written errors.
    List<Object> run(String command, Object... arguments) {
        PlainInvocation invocation = invoke(command, arguments);
        assertThat(invocation.errors).as(command).isEmpty();
        return invocation.output;
    }

    /// The only object a command writes.
    PsObject one(String command, Object... arguments) {
        List<Object> output = run(command, arguments);
        assertThat(output).as(command).hasSize(1);
        return (PsObject) output.getFirst();
    }

    /// The only error a command writes.
    String error(String command, Object... arguments) {
        PlainInvocation invocation = invoke(command, arguments);
        assertThat(invocation.errors).as(command).hasSize(1);
        return invocation.errors.getFirst().message();
    }

    /// @param arguments names and values in turn
    PlainInvocation invoke(String command, Object... arguments) {
        Cmdlet cmdlet =
                cmdlets.stream()
                        .filter(it ->
                                it.name().equalsIgnoreCase(command)
                                        || it.aliases().stream()
                                                .anyMatch(command::equalsIgnoreCase))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError("no cmdlet " + command));
        Arguments bound = new Arguments();
        for (int i = 0; i < arguments.length; i += 2) {
            String name = arguments[i].toString();
            Optional<Parameter> parameter = cmdlet.signature().parameter(name);
            bound.put(parameter.map(Parameter::name).orElse(name), arguments[i + 1]);
        }
        String set = set(cmdlet.signature(), bound);
        PlainInvocation invocation = new PlainInvocation(bound, set, command, session);
        Processor processor = cmdlet.open(invocation);
        processor.begin();
        processor.process();
        processor.end();
        processor.close();
        return invocation;
    }

    private static String set(Signature signature, Arguments bound) {
        List<String> fitting =
                signature.sets().stream().filter(set -> fits(signature, bound, set)).toList();
        assertThat(fitting).as("sets for " + bound.names()).isNotEmpty();
        String preset = signature.defaultSet();
        return preset != null && fitting.contains(preset) ? preset : fitting.getFirst();
    }

    private static boolean fits(Signature signature, Arguments bound, String set) {
        for (Parameter parameter : signature.parameters()) {
            Membership part = parameter.membership(set);
            boolean given = bound.has(parameter.name());
            if (given && part == null || !given && part != null && part.mandatory()) {
                return false;
            }
        }
        return true;
    }

    Connections connections() {
        return connections;
    }

    @Override
    public void close() {
        connections.close();
    }
}
