package dev.keyward.language.syntax;

import dev.keyward.cmdlet.Parameter;
import dev.keyward.cmdlet.Source;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;

/// Tells lines that carry a secret from lines that don't, so that history never stores one
/// (security.md S-10).
///
/// Commands named `*-Secret` are the daily work here, so a line is judged by what its parts mean: a
/// value written out for a parameter that takes a secure string or a credential, for a parameter,
/// variable, property, header or member with a telling name, for [ConvertTo-SecureString] or a
/// credential's constructor, or text that is a secret by its form (`Bearer …`, `password=…`).
/// Values that come from variables and other commands are fine. A line that doesn't parse is judged
/// by words alone.
public final class SecretLines {
    private static final Pattern WORDS =
            Pattern.compile(
                    "pass|pwd|asplaintext|securestring|token|api-?_?key|secretvalue|clientsecret|client_secret|authorization|bearer|credential\\]",
                    Pattern.CASE_INSENSITIVE);

    private final Function<String, List<Parameter>> parameters;

    /// @param parameters those of a command, by its name or alias; none of a command nobody knows
    public SecretLines(Function<String, List<Parameter>> parameters) {
        this.parameters = parameters;
    }

    /// Whether a line holds no secret written out.
    public boolean mayBeStored(String line) {
        Parser.Reading reading = Parser.read(new Source("", line));
        ScriptBody body = reading.body();
        return body == null ? !WORDS.matcher(line).find() : !holdsSecret(body);
    }

    private boolean holdsSecret(Object node) {
        boolean here =
                switch (node) {
                    case Statement.Pipeline it -> feedsSecret(it);
                    case Statement.CommandStage it -> new CommandWords(it, parameters).holdSecret();
                    case Statement.Assignment it -> tells(it.target()) && WrittenOut.is(it.value());
                    case Expression.Pair it -> tells(it.key()) && WrittenOut.is(it.value());
                    case Expression.Cast it ->
                            Telling.isSecretType(it.type().text()) && WrittenOut.is(it.operand());
                    case Expression.Call it -> callTakesSecret(it);
                    case Expression.Literal it -> Telling.isSecretText(it.text());
                    case Expression.Part.Text it -> Telling.isSecretText(it.text());
                    case ScriptBody.Param it ->
                            it.preset() != null
                                    && (Telling.isName(it.name())
                                            || it.type() != null
                                                    && Telling.isSecretType(it.type().text()))
                                    && WrittenOut.is(it.preset());
                    default -> false;
                };
        return here || Tree.children(node).anyMatch(this::holdsSecret);
    }

    /// `'x' | ConvertTo-SecureString`, whatever stands between.
    private static boolean feedsSecret(Statement.Pipeline pipeline) {
        boolean written = false;
        for (Statement.Stage stage : pipeline.stages()) {
            switch (stage) {
                case Statement.ValueStage it -> written |= WrittenOut.is(it.expression());
                case Statement.CommandStage it -> {
                    String name = CommandWords.name(it);
                    if (written && CommandWords.makesSecure(name)) {
                        return true;
                    }
                    written |=
                            CommandWords.hasName(name, "Write-Output", "echo", "write")
                                    && it.arguments().stream().anyMatch(WrittenOut::isArgument);
                }
            }
        }
        return false;
    }

    /// What is assigned to, or the key of an entry, says what the value is.
    private static boolean tells(Expression target) {
        return switch (target) {
            case Expression.Variable it -> Telling.isVariable(it.path().name());
            case Expression.Member it -> tells(it.name());
            case Expression.Index it -> tells(it.index());
            case Expression.Literal it -> Telling.isName(String.valueOf(it.value()));
            case Expression.Cast it ->
                    Telling.isSecretType(it.type().text()) || tells(it.operand());
            case Expression.Attributed it -> tells(it.operand());
            default -> false;
        };
    }

    /// A credential's constructor, and `Add('Authorization', …)` by any name.
    private static boolean callTakesSecret(Expression.Call call) {
        List<Expression> arguments = call.arguments();
        if (call.target() instanceof Expression.TypeLiteral type
                && Telling.isSecretType(type.type().text())) {
            // the first one of two is the user's name
            return arguments.stream().skip(arguments.size() > 1 ? 1 : 0).anyMatch(WrittenOut::is);
        }
        if (call.name() instanceof Expression.Literal name
                && String.valueOf(name.value())
                        .toLowerCase(Locale.ROOT)
                        .matches("appendchar|insertat|setat")) {
            return arguments.stream().anyMatch(WrittenOut::is);
        }
        for (int i = 0; i + 1 < arguments.size(); i++) {
            if (arguments.get(i) instanceof Expression.Literal key
                    && Telling.isName(String.valueOf(key.value()))
                    && WrittenOut.is(arguments.get(i + 1))) {
                return true;
            }
        }
        return false;
    }
}
