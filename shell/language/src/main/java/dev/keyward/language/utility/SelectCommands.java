package dev.keyward.language.utility;

import static dev.keyward.language.utility.Command.flag;
import static dev.keyward.language.utility.Command.input;
import static dev.keyward.language.utility.Command.many;
import static dev.keyward.language.utility.Command.number;
import static dev.keyward.language.utility.Command.text;
import static dev.keyward.language.utility.Command.texts;

import dev.keyward.cmdlet.Arguments;
import dev.keyward.cmdlet.Cmdlet;
import dev.keyward.cmdlet.ErrorCategory;
import dev.keyward.cmdlet.ErrorRecord;
import dev.keyward.cmdlet.ExceptionValue;
import dev.keyward.cmdlet.Invocation;
import dev.keyward.cmdlet.Parameter;
import dev.keyward.cmdlet.PsObject;
import dev.keyward.cmdlet.Signature;
import dev.keyward.cmdlet.TypeToken;
import dev.keyward.cmdlet.Wildcard;
import dev.keyward.language.value.Members;
import dev.keyward.language.value.Sequences;
import dev.keyward.language.value.TypeOf;
import dev.keyward.language.value.Values;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Select-Object and Get-Unique.
final class SelectCommands {
    private SelectCommands() {}

    static List<Cmdlet> all() {
        return List.of(select(), unique());
    }

    private static Command select() {
        return Command.of(
                        "Select-Object",
                        "Picks properties of objects, or some of the objects.",
                        Signature.of(
                                input(),
                                many("Property").at(0),
                                texts("ExcludeProperty"),
                                text("ExpandProperty"),
                                flag("Unique"),
                                flag("CaseInsensitive"),
                                number("First"),
                                number("Last"),
                                number("Skip"),
                                number("SkipLast"),
                                flag("Wait"),
                                Parameter.of("Index", TypeToken.INT.many())),
                        SelectRun::new)
                .aka("select");
    }

    private static final class SelectRun implements dev.keyward.cmdlet.Processor {
        private final Invocation invocation;
        private final Deque<List<@Nullable Object>> held = new ArrayDeque<>();
        private final List<@Nullable Object> seen = new ArrayList<>();
        private int count;
        private int written;

        SelectRun(Invocation invocation) {
            this.invocation = invocation;
        }

        @Override
        public void process() {
            if (Command.hasInput(invocation)) {
                take(invocation.arguments().get("InputObject"));
            }
        }

        private void take(@Nullable Object one) {
            Arguments arguments = invocation.arguments();
            int index = count++;
            if (arguments.has("Index")) {
                if (arguments.list("Index").contains(index)) {
                    give(one);
                }
                return;
            }
            boolean last = arguments.has("Last") || arguments.has("SkipLast");
            if (last) {
                List<@Nullable Object> cell = new ArrayList<>();
                cell.add(one);
                held.add(cell);
                if (arguments.has("SkipLast")) {
                    if (held.size() > arguments.number("SkipLast", 0)) {
                        give(held.removeFirst().getFirst());
                    }
                } else if (held.size()
                        > arguments.number("Last", 0) + arguments.number("Skip", 0)) {
                    held.removeFirst();
                }
                if (!arguments.has("First")) {
                    return;
                }
            }
            if (index < arguments.number("Skip", 0) && !arguments.has("Last")) {
                return;
            }
            if (arguments.has("First")) {
                if (written >= arguments.number("First", 0)) {
                    return;
                }
                written++;
                if (last && !held.isEmpty()) {
                    held.removeLast();
                }
            }
            give(one);
            boolean done = arguments.has("First") && written >= arguments.number("First", 0);
            if (done && !last && !arguments.flag("Wait") && invocation.hasPipelineInput()) {
                throw invocation.stopUpstream();
            }
        }

        @Override
        public void end() {
            Arguments arguments = invocation.arguments();
            if (arguments.has("Last")) {
                for (int i = 0; i < arguments.number("Skip", 0) && !held.isEmpty(); i++) {
                    held.removeLast();
                }
                held.forEach(cell -> give(cell.getFirst()));
            }
        }

        private void give(@Nullable Object one) {
            Arguments arguments = invocation.arguments();
            if (arguments.has("ExpandProperty")) {
                expand(one, arguments.requiredText("ExpandProperty"));
            } else if (arguments.has("Property") || arguments.has("ExcludeProperty")) {
                emit(picked(one));
            } else {
                emit(one);
            }
        }

        private void emit(@Nullable Object one) {
            if (invocation.arguments().flag("Unique")) {
                Values values = Values.of(invocation.session());
                boolean sensitive = !invocation.arguments().flag("CaseInsensitive");
                for (Object before : seen) {
                    if (isSame(values, before, one, sensitive)) {
                        return;
                    }
                }
                seen.add(one);
            }
            invocation.write(one);
        }

        private void expand(@Nullable Object one, String name) {
            Members members = Values.of(invocation.session()).members();
            Optional<Members.Found> found = members.find(one, name);
            if (found.isEmpty()) {
                invocation.writeError(
                        ErrorRecord.of(
                                        ExceptionValue.of(
                                                "System.Management.Automation.PSArgumentException",
                                                "Property \"" + name + "\" cannot be found."),
                                        "ExpandPropertyNotFound,Microsoft.PowerShell.Commands.SelectObjectCommand",
                                        ErrorCategory.InvalidArgument)
                                .withTarget(one));
                return;
            }
            Object value = found.get().value();
            if (value != null && Sequences.is(value)) {
                Sequences.elements(value).forEach(this::emit);
            } else {
                emit(value);
            }
        }

        private PsObject picked(@Nullable Object one) {
            PsObject made = new PsObject();
            if (one == null) {
                return made;
            }
            String type = "Selected." + TypeOf.value(one).fullName();
            made.typeNames().addFirst(type);
            List<Choice> choices = Choice.of(invocation, "Property");
            List<Wildcard> excluded =
                    invocation.arguments().texts("ExcludeProperty").stream()
                            .map(Wildcard::of)
                            .toList();
            if (choices.isEmpty()) {
                choices = List.of(new Choice("*", "*", new dev.keyward.cmdlet.PsHashtable()));
            }
            for (Choice choice : choices) {
                if (choice.isPattern()) {
                    for (String name : choice.names(invocation, one)) {
                        put(
                                made,
                                name,
                                Values.of(invocation.session()).members().get(one, name),
                                excluded);
                    }
                } else {
                    String label =
                            choice.expression() instanceof String name
                                            && choice.label().equals(name)
                                    ? cased(one, name)
                                    : choice.label();
                    put(made, label, choice.read(invocation, one), excluded);
                }
            }
            return made;
        }

        private String cased(Object one, String name) {
            return Values.of(invocation.session()).members().propertyNames(one).stream()
                    .filter(name::equalsIgnoreCase)
                    .findFirst()
                    .orElse(name);
        }

        private static void put(
                PsObject made, String name, @Nullable Object value, List<Wildcard> excluded) {
            if (!made.has(name) && excluded.stream().noneMatch(e -> e.matches(name))) {
                made.set(name, value == dev.keyward.language.value.Nothing.NOTHING ? null : value);
            }
        }
    }

    /// Whether two objects are equal in all they have.
    static boolean isSame(
            Values values, @Nullable Object left, @Nullable Object right, boolean sensitive) {
        if (left instanceof PsObject a && right instanceof PsObject b) {
            List<String> names = values.members().propertyNames(a);
            return names.equals(values.members().propertyNames(b))
                    && names.stream()
                            .allMatch(name -> isSame(values, a.get(name), b.get(name), sensitive));
        }
        return values.operators().isEqual(left, right, sensitive);
    }

    private static Command unique() {
        return Command.of(
                        "Get-Unique",
                        "Leaves out objects equal to the one before.",
                        Signature.of(input(), flag("AsString"), flag("OnType")),
                        invocation ->
                                Gathering.of(
                                        invocation,
                                        all -> {
                                            Values values = Values.of(invocation.session());
                                            for (int i = 0; i < all.size(); i++) {
                                                if (i == 0
                                                        || !isSame(
                                                                values,
                                                                all.get(i - 1),
                                                                all.get(i),
                                                                true)) {
                                                    invocation.write(all.get(i));
                                                }
                                            }
                                        }))
                .aka("gu");
    }
}
