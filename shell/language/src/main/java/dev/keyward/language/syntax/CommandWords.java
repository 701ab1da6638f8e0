package dev.keyward.language.syntax;

import dev.keyward.cmdlet.Parameter;
import dev.keyward.language.syntax.Statement.Argument;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The arguments of one command, each with the parameter it is for.
final class CommandWords {
    private static final int SHORTEST_PREFIX = 3;

    private final Statement.CommandStage stage;
    private final String name;
    private final List<Parameter> parameters;
    private boolean tellingName;

    CommandWords(
            Statement.CommandStage stage, Function<String, List<Parameter>> parametersOfCommand) {
        this.stage = stage;
        this.name = name(stage);
        this.parameters = name.isEmpty() ? List.of() : parametersOfCommand.apply(name);
    }

    static String name(Statement.CommandStage stage) {
        return stage.name() instanceof Expression.Literal it ? String.valueOf(it.value()) : "";
    }

    static boolean hasName(String name, String... names) {
        return Stream.of(names).anyMatch(name::equalsIgnoreCase);
    }

    /// What it is given becomes a secret.
    static boolean makesSecure(String name) {
        return hasName(name, "ConvertTo-SecureString");
    }

    boolean holdSecret() {
        if (makesSecure(name) && stage.arguments().stream().anyMatch(WrittenOut::isArgument)) {
            return true;
        }
        if (hasName(name, "New-Object") && makesCredential()) {
            return true;
        }
        String pending = null;
        int position = 0;
        for (Argument argument : stage.arguments()) {
            switch (argument) {
                case Argument.EndOfNames _ -> pending = null;
                case Argument.Named it -> {
                    pending = null;
                    if (it.value() != null) {
                        if (isSecret(it.name(), it.value())) {
                            return true;
                        }
                    } else if (!isSwitch(it.name())) {
                        pending = it.name();
                    }
                }
                case Argument.Value it -> {
                    String to = pending != null ? pending : at(position);
                    if (pending == null) {
                        position++;
                    }
                    pending = null;
                    if (isSecret(to, it.expression())) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private boolean isSecret(String parameter, Expression value) {
        Parameter known = find(parameter);
        String full = known == null ? parameter : known.name();
        if (hasName(full, "Name", "Path", "LiteralPath", "Key")
                && value instanceof Expression.Literal literal
                && Telling.isName(String.valueOf(literal.value()))) {
            tellingName = true;
        }
        boolean secret =
                known != null && Telling.isSecretType(known.type().name())
                        || Telling.isName(full)
                        || known == null && isPrefixOfTelling(parameter)
                        || tellingName && full.equalsIgnoreCase("Value");
        return secret && WrittenOut.is(value);
    }

    /// `New-Object PSCredential 'u', $password` names a user; two written out, and one is the
    /// secret.
    private boolean makesCredential() {
        boolean credential =
                stage.arguments().stream()
                        .flatMap(Tree::all)
                        .anyMatch(it ->
                                it instanceof Expression.Literal literal
                                        && Telling.isSecretType(String.valueOf(literal.value())));
        return credential
                && stage.arguments().stream()
                                .flatMap(Tree::all)
                                .filter(Expression.Literal.class::isInstance)
                                .count()
                        > 2;
    }

    private boolean isSwitch(String given) {
        Parameter known = find(given);
        return known != null && known.type().isSwitch();
    }

    private @Nullable Parameter find(String given) {
        String lower = given.toLowerCase(Locale.ROOT);
        return parameters.stream()
                .filter(it -> it.isCalled(given))
                .findFirst()
                .or(() ->
                        parameters.stream()
                                .filter(it ->
                                        !given.isEmpty()
                                                && it.name()
                                                        .toLowerCase(Locale.ROOT)
                                                        .startsWith(lower))
                                .findFirst())
                .orElse(null);
    }

    /// Of a command nobody knows: `-pass`, `-clientsec`.
    private static boolean isPrefixOfTelling(String given) {
        String lower = given.toLowerCase(Locale.ROOT);
        return lower.length() >= SHORTEST_PREFIX
                && Stream.of(
                                "password",
                                "passphrase",
                                "secretvalue",
                                "clientsecret",
                                "keyfilepassword",
                                "accesstoken",
                                "credential",
                                "certificatestring")
                        .anyMatch(it -> it.startsWith(lower));
    }

    /// The parameter that takes the n-th argument without a name; a secret one if any set has one.
    private String at(int position) {
        List<Parameter> there =
                parameters.stream()
                        .filter(it ->
                                it.sets().stream().anyMatch(set -> set.position() == position))
                        .toList();
        return there.stream()
                .filter(it -> Telling.isSecretType(it.type().name()))
                .findFirst()
                .or(() -> there.stream().findFirst())
                .map(Parameter::name)
                .orElse("");
    }
}
