package dev.keyward.language.utility;

import static dev.keyward.language.utility.Command.flag;
import static dev.keyward.language.utility.Command.input;
import static dev.keyward.language.utility.Command.many;

import dev.keyward.cmdlet.Arguments;
import dev.keyward.cmdlet.Cmdlet;
import dev.keyward.cmdlet.Invocation;
import dev.keyward.cmdlet.Parameter;
import dev.keyward.cmdlet.PsObject;
import dev.keyward.cmdlet.ScriptBlock;
import dev.keyward.cmdlet.Scripts;
import dev.keyward.cmdlet.Signature;
import dev.keyward.cmdlet.TypeToken;
import dev.keyward.language.value.Members;
import dev.keyward.language.value.NetType;
import dev.keyward.language.value.Operators;
import dev.keyward.language.value.Surroundings;
import dev.keyward.language.value.Values;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Measure-Object and Measure-Command.
final class MeasureCommands {
    private MeasureCommands() {}

    static List<Cmdlet> all() {
        return List.of(objects(), command());
    }

    private static Command objects() {
        return Command.of(
                        "Measure-Object",
                        "Counts objects and sums up their values.",
                        Signature.of(
                                input(),
                                many("Property").at(0),
                                flag("Sum"),
                                flag("Average"),
                                flag("Maximum"),
                                flag("Minimum"),
                                flag("StandardDeviation"),
                                flag("AllStats"),
                                flag("Line"),
                                flag("Word"),
                                flag("Character"),
                                flag("IgnoreWhiteSpace")),
                        invocation -> Gathering.whole(invocation, all -> measured(invocation, all)))
                .aka("measure");
    }

    private static void measured(Invocation invocation, List<@Nullable Object> all) {
        Arguments arguments = invocation.arguments();
        if (arguments.flag("Line") || arguments.flag("Word") || arguments.flag("Character")) {
            texts(invocation, all);
            return;
        }
        List<Choice> choices = Choice.of(invocation, "Property");
        if (choices.isEmpty()) {
            List<@Nullable Object> present = new ArrayList<>();
            all.stream().filter(java.util.Objects::nonNull).forEach(present::add);
            invocation.write(statistics(invocation, present, null));
            return;
        }
        Members members = Values.of(invocation.session()).members();
        for (Choice choice : choices) {
            List<@Nullable Object> found = new ArrayList<>();
            for (Object one : all) {
                boolean block = choice.expression() instanceof ScriptBlock;
                Optional<Members.Found> value =
                        block
                                ? Optional.of(new Members.Found(choice.read(invocation, one)))
                                : members.find(one, choice.label());
                if (value.isPresent() && value.get().value() != null) {
                    found.add(value.get().value());
                }
            }
            invocation.write(statistics(invocation, found, choice.label()));
        }
    }

    private static PsObject statistics(
            Invocation invocation, List<@Nullable Object> all, @Nullable String property) {
        Arguments arguments = invocation.arguments();
        boolean every = arguments.flag("AllStats");
        boolean sums =
                every
                        || arguments.flag("Sum")
                        || arguments.flag("Average")
                        || arguments.flag("StandardDeviation");
        List<Double> numbers = sums ? numbers(invocation, all) : List.of();
        double sum = numbers.stream().mapToDouble(Double::doubleValue).sum();
        double average = numbers.isEmpty() ? 0 : sum / numbers.size();
        PsObject made = new PsObject("Microsoft.PowerShell.Commands.GenericMeasureInfo");
        made.set("Count", all.size());
        made.set(
                "Average",
                (every || arguments.flag("Average")) && !numbers.isEmpty()
                        ? (Object) average
                        : null);
        made.set("Sum", every || arguments.flag("Sum") ? (Object) sum : null);
        made.set(
                "Maximum", every || arguments.flag("Maximum") ? extreme(invocation, all, 1) : null);
        made.set(
                "Minimum",
                every || arguments.flag("Minimum") ? extreme(invocation, all, -1) : null);
        made.set(
                "StandardDeviation",
                every || arguments.flag("StandardDeviation")
                        ? (Object) deviation(numbers, average)
                        : null);
        return made.set("Property", property);
    }

    private static List<Double> numbers(Invocation invocation, List<@Nullable Object> all) {
        Values values = Values.of(invocation.session());
        List<Double> numbers = new ArrayList<>();
        for (Object one : all) {
            if (values.conversions().convert(one, NetType.DOUBLE) instanceof Double number) {
                numbers.add(number);
            }
        }
        return numbers;
    }

    private static double deviation(List<Double> numbers, double average) {
        double squares = numbers.stream().mapToDouble(n -> (n - average) * (n - average)).sum();
        return numbers.size() < 2 ? 0 : Math.sqrt(squares / (numbers.size() - 1));
    }

    private static @Nullable Object extreme(
            Invocation invocation, List<@Nullable Object> all, int sign) {
        Operators operators = Values.of(invocation.session()).operators();
        Object best = null;
        for (Object one : all) {
            if (best == null || operators.order(one, best, false) * sign > 0) {
                best = one;
            }
        }
        return best instanceof Integer number ? (Object) number.doubleValue() : best;
    }

    private static void texts(Invocation invocation, List<@Nullable Object> all) {
        Arguments arguments = invocation.arguments();
        Values values = Values.of(invocation.session());
        int lines = 0;
        int words = 0;
        int characters = 0;
        for (Object one : all) {
            String text = values.text().of(one);
            lines += text.isEmpty() ? 0 : (int) text.lines().count();
            words += text.isBlank() ? 0 : text.strip().split("\\s+").length;
            characters +=
                    arguments.flag("IgnoreWhiteSpace")
                            ? text.replaceAll("\\s", "").length()
                            : text.length();
        }
        invocation.write(
                new PsObject("Microsoft.PowerShell.Commands.TextMeasureInfo")
                        .set("Lines", arguments.flag("Line") ? (Object) lines : null)
                        .set("Words", arguments.flag("Word") ? (Object) words : null)
                        .set("Characters", arguments.flag("Character") ? (Object) characters : null)
                        .set("Property", null));
    }

    private static Command command() {
        return Command.each(
                "Measure-Command",
                "Says how long a script block takes.",
                Signature.of(
                        Parameter.of("Expression", TypeToken.SCRIPT_BLOCK).required().at(0),
                        input()),
                invocation -> {
                    ScriptBlock block = invocation.arguments().as(ScriptBlock.class, "Expression");
                    Surroundings surroundings = Values.of(invocation.session()).surroundings();
                    Instant start = surroundings.clock().instant();
                    if (block != null) {
                        invocation
                                .scripts()
                                .run(Scripts.Call.with(block, invocation.input()), _ -> {});
                    }
                    invocation.write(Duration.between(start, surroundings.clock().instant()));
                });
    }
}
