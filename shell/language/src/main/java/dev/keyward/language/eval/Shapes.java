package dev.keyward.language.eval;

import dev.keyward.cmdlet.ConfirmImpact;
import dev.keyward.cmdlet.Membership;
import dev.keyward.cmdlet.Parameter;
import dev.keyward.cmdlet.ScriptBlock;
import dev.keyward.cmdlet.Signature;
import dev.keyward.cmdlet.TypeToken;
import dev.keyward.cmdlet.Validation;
import dev.keyward.language.syntax.Expression;
import dev.keyward.language.syntax.ScriptBody;
import dev.keyward.language.value.RegexDialect;
import dev.keyward.language.value.Sequences;
import dev.keyward.language.value.Truth;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Reads the signature of a function out of its parameters and attributes.
final class Shapes {
    private static final int MOST_KEPT = 4096;

    private final Evaluator evaluator;
    private final IdentityHashMap<ScriptBody, Shape> known = new IdentityHashMap<>();

    Shapes(Evaluator evaluator) {
        this.evaluator = evaluator;
    }

    Shape of(String name, ScriptBody body) {
        Shape shape = known.get(body);
        if (shape == null || !shape.name().equals(name)) {
            shape = read(name, body);
            if (known.size() >= MOST_KEPT) {
                known.clear();
            }
            known.put(body, shape);
        }
        return shape;
    }

    private Shape read(String name, ScriptBody body) {
        ScriptBody.Params params = body.params();
        if (params == null) {
            return new Shape(name, name, Signature.of(), false, true);
        }
        Expression.Attribute binding = null;
        for (Expression.Attribute attribute : params.attributes()) {
            if (isCalled(attribute, "CmdletBinding")) {
                binding = attribute;
            }
        }
        boolean advanced = binding != null;
        List<Parameter> parameters = new ArrayList<>();
        for (ScriptBody.Param param : params.list()) {
            advanced |= param.attributes().stream().anyMatch(it -> isCalled(it, "Parameter"));
            parameters.add(parameter(param));
        }
        boolean positional = binding == null || flag(binding, "PositionalBinding", true);
        Signature signature =
                new Signature(
                        positional ? numbered(parameters) : parameters,
                        binding == null ? null : text(binding, "DefaultParameterSetName"),
                        binding != null && flag(binding, "SupportsShouldProcess", false)
                                ? impact(binding)
                                : null,
                        List.of());
        return new Shape(name, name, signature, advanced, true);
    }

    private ConfirmImpact impact(Expression.Attribute binding) {
        String word = text(binding, "ConfirmImpact");
        for (ConfirmImpact impact : ConfirmImpact.values()) {
            if (impact.name().equalsIgnoreCase(word)) {
                return impact;
            }
        }
        return ConfirmImpact.Medium;
    }

    /// Numbers the parameters in order, unless some have a position of their own.
    private static List<Parameter> numbered(List<Parameter> parameters) {
        boolean explicit =
                parameters.stream()
                        .anyMatch(parameter ->
                                parameter.sets().stream().anyMatch(Membership::isPositional));
        if (explicit) {
            return parameters;
        }
        return IntStream.range(0, parameters.size())
                .mapToObj(i ->
                        parameters.get(i).type().isSwitch()
                                ? parameters.get(i)
                                : parameters.get(i).at(i))
                .toList();
    }

    private Parameter parameter(ScriptBody.Param param) {
        List<Membership> sets = new ArrayList<>();
        List<String> aliases = new ArrayList<>();
        List<Validation> validations = new ArrayList<>();
        Parameter.Allows allows = Parameter.Allows.NOTHING_EMPTY;
        String help = "";
        for (Expression.Attribute attribute : param.attributes()) {
            switch (shortName(attribute)) {
                case "parameter" -> {
                    sets.add(membership(attribute));
                    String message = text(attribute, "HelpMessage");
                    help = message == null ? help : message;
                }
                case "alias" -> aliases.addAll(words(attribute));
                case "allownull" ->
                        allows =
                                new Parameter.Allows(
                                        true, allows.emptyString(), allows.emptyCollection());
                case "allowemptystring" ->
                        allows =
                                new Parameter.Allows(
                                        allows.nullValue(), true, allows.emptyCollection());
                case "allowemptycollection" ->
                        allows =
                                new Parameter.Allows(
                                        allows.nullValue(), allows.emptyString(), true);
                default -> validation(attribute).ifPresent(validations::add);
            }
        }
        return new Parameter(
                param.name(), token(param.type()), aliases, sets, validations, allows, help, null);
    }

    static TypeToken token(Expression.@Nullable TypeName name) {
        if (name == null) {
            return TypeToken.OBJECT;
        }
        String text = name.text();
        boolean array = text.endsWith("[]");
        String element = array ? text.substring(0, text.length() - 2) : text;
        String lower = element.toLowerCase(Locale.ROOT);
        boolean nullable = lower.startsWith("nullable[") || lower.startsWith("system.nullable[");
        if (nullable) {
            element = element.substring(element.indexOf('[') + 1, element.length() - 1);
        }
        return new TypeToken(element, array, nullable);
    }

    private Membership membership(Expression.Attribute attribute) {
        String set = text(attribute, "ParameterSetName");
        Object position = value(attribute, "Position");
        return new Membership(
                set == null ? Membership.EVERY : set,
                flag(attribute, "Mandatory", false),
                position instanceof Number number ? number.intValue() : Membership.NAMED_ONLY,
                flag(attribute, "ValueFromPipeline", false),
                flag(attribute, "ValueFromPipelineByPropertyName", false),
                flag(attribute, "ValueFromRemainingArguments", false));
    }

    /// The condition an attribute stands for, empty if it's of another kind.
    Optional<Validation> validation(Expression.Attribute attribute) {
        List<@Nullable Object> arguments = evaluator.expressions().values(attribute.arguments());
        Object first = arguments.isEmpty() ? null : arguments.getFirst();
        Object second = arguments.size() < 2 ? null : arguments.get(1);
        return Optional.ofNullable(
                switch (shortName(attribute)) {
                    case "validateset" ->
                            new Validation.OneOf(
                                    words(attribute), flag(attribute, "IgnoreCase", true));
                    case "validaterange" -> range(first, second);
                    case "validatelength" -> new Validation.Length(whole(first), whole(second));
                    case "validatecount" -> new Validation.Count(whole(first), whole(second));
                    case "validatepattern" ->
                            new Validation.Matches(
                                    RegexDialect.of(String.valueOf(first), true).pattern(),
                                    text(attribute, "ErrorMessage"));
                    case "validatenotnull" -> new Validation.NotNull();
                    case "validatenotnullorempty" -> new Validation.NotNullOrEmpty();
                    case "validatenotnullorwhitespace" -> new Validation.NotNullOrWhiteSpace();
                    case "validatescript" ->
                            first instanceof ScriptBlock block
                                    ? new Validation.Script(block, text(attribute, "ErrorMessage"))
                                    : null;
                    default -> null;
                });
    }

    private static Validation range(@Nullable Object first, @Nullable Object second) {
        if (second != null) {
            return new Validation.Range(first, second, "");
        }
        String kind = String.valueOf(first);
        return switch (kind.toLowerCase(Locale.ROOT)) {
            case "positive" -> new Validation.Range(Double.MIN_VALUE, null, kind);
            case "nonnegative" -> new Validation.Range(0, null, kind);
            case "negative" -> new Validation.Range(null, -Double.MIN_VALUE, kind);
            default -> new Validation.Range(null, 0, kind);
        };
    }

    private static int whole(@Nullable Object value) {
        return value instanceof Number number ? number.intValue() : 0;
    }

    private List<String> words(Expression.Attribute attribute) {
        List<String> words = new ArrayList<>();
        for (Object value : evaluator.expressions().values(attribute.arguments())) {
            for (Object one : Sequences.elements(value)) {
                words.add(evaluator.values().text().of(one));
            }
        }
        return words;
    }

    static boolean isCalled(Expression.Attribute attribute, String name) {
        return shortName(attribute).equals(name.toLowerCase(Locale.ROOT));
    }

    private static String shortName(Expression.Attribute attribute) {
        String name = attribute.name().toLowerCase(Locale.ROOT);
        String last = name.substring(name.lastIndexOf('.') + 1);
        return last.endsWith("attribute") && last.length() > 9
                ? last.substring(0, last.length() - 9)
                : last;
    }

    private boolean flag(Expression.Attribute attribute, String name, boolean otherwise) {
        for (Expression.Attribute.Named named : attribute.named()) {
            if (named.name().equalsIgnoreCase(name)) {
                return named.value() == null
                        || Truth.of(evaluator.expressions().value(named.value()));
            }
        }
        return otherwise;
    }

    private @Nullable Object value(Expression.Attribute attribute, String name) {
        for (Expression.Attribute.Named named : attribute.named()) {
            if (named.name().equalsIgnoreCase(name) && named.value() != null) {
                return evaluator.expressions().value(named.value());
            }
        }
        return null;
    }

    private @Nullable String text(Expression.Attribute attribute, String name) {
        Object value = value(attribute, name);
        return value == null ? null : evaluator.values().text().of(value);
    }
}
