package dev.keyward.language.eval;

import dev.keyward.cmdlet.Arguments;
import dev.keyward.cmdlet.Cmdlet;
import dev.keyward.cmdlet.Invocation;
import dev.keyward.cmdlet.Membership;
import dev.keyward.cmdlet.Parameter;
import dev.keyward.cmdlet.Processor;
import dev.keyward.cmdlet.ScriptBlock;
import dev.keyward.cmdlet.Scripts;
import dev.keyward.cmdlet.Signature;
import dev.keyward.cmdlet.TypeToken;
import dev.keyward.language.value.Members;
import dev.keyward.language.value.Truth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// ForEach-Object and Where-Object.
final class ObjectCmdlets {
    private static final String BLOCK_SET = "ScriptBlockSet";
    private static final String MEMBER_SET = "PropertyAndMethodSet";
    private static final String PARALLEL_SET = "ParallelParameterSet";
    private static final String COMPARE_SET = "EqualSet";
    private static final List<String> OPERATORS =
            List.of(
                    "EQ",
                    "NE",
                    "GT",
                    "GE",
                    "LT",
                    "LE",
                    "Like",
                    "NotLike",
                    "Match",
                    "NotMatch",
                    "Contains",
                    "NotContains",
                    "In",
                    "NotIn",
                    "Is",
                    "IsNot",
                    "CEQ",
                    "CNE",
                    "CGT",
                    "CGE",
                    "CLT",
                    "CLE",
                    "CLike",
                    "CNotLike",
                    "CMatch",
                    "CNotMatch",
                    "CContains",
                    "CNotContains",
                    "CIn",
                    "CNotIn",
                    "Not");

    private final Evaluator evaluator;

    ObjectCmdlets(Evaluator evaluator) {
        this.evaluator = evaluator;
    }

    List<Cmdlet> all() {
        return List.of(forEach(), where());
    }

    private Cmdlet forEach() {
        TypeToken blocks = TypeToken.SCRIPT_BLOCK.many();
        Signature signature =
                Signature.of(
                                Parameter.of("InputObject", TypeToken.OBJECT).byValue(),
                                Parameter.of("Process", blocks)
                                        .in(Membership.in(BLOCK_SET).required().at(0)),
                                Parameter.of("Begin", TypeToken.SCRIPT_BLOCK).inSets(BLOCK_SET),
                                Parameter.of("End", TypeToken.SCRIPT_BLOCK).inSets(BLOCK_SET),
                                Parameter.of("RemainingScripts", blocks)
                                        .in(Membership.in(BLOCK_SET).theRest()),
                                Parameter.of("MemberName", TypeToken.STRING)
                                        .in(Membership.in(MEMBER_SET).required().at(0)),
                                Parameter.of("ArgumentList", TypeToken.OBJECTS)
                                        .aka("Args")
                                        .in(Membership.in(MEMBER_SET).theRest()),
                                Parameter.of("Parallel", TypeToken.SCRIPT_BLOCK)
                                        .in(Membership.in(PARALLEL_SET).required()),
                                Parameter.of("ThrottleLimit", TypeToken.INT).inSets(PARALLEL_SET))
                        .defaultSet(BLOCK_SET);
        return Simple.of(
                "ForEach-Object",
                List.of("foreach", "%"),
                "Runs a script block, reads a property or calls a method for each object.",
                signature,
                ForEach::new);
    }

    private final class ForEach implements Processor {
        private final Invocation invocation;
        private final List<@Nullable Object> begins = new ArrayList<>();
        private final List<@Nullable Object> processes = new ArrayList<>();
        private final List<@Nullable Object> ends = new ArrayList<>();

        ForEach(Invocation invocation) {
            this.invocation = invocation;
            Arguments given = invocation.arguments();
            processes.addAll(given.list("Process"));
            processes.addAll(given.list("RemainingScripts"));
            processes.addAll(given.list("Parallel"));
            begins.addAll(given.list("Begin"));
            ends.addAll(given.list("End"));
            if (processes.size() > 1 && begins.isEmpty()) {
                begins.add(processes.removeFirst());
            }
            if (processes.size() > 1 && ends.isEmpty()) {
                ends.add(processes.removeLast());
            }
        }

        private void run(List<@Nullable Object> blocks, @Nullable Object it) {
            for (Object block : blocks) {
                if (block instanceof ScriptBlock one) {
                    invocation.scripts().run(Scripts.Call.with(one, it), invocation::write);
                }
            }
        }

        @Override
        public void begin() {
            run(begins, null);
        }

        @Override
        public void process() {
            Object input = invocation.arguments().get("InputObject");
            String member = invocation.arguments().text("MemberName");
            if (member == null) {
                run(processes, input);
            } else {
                member(input, member);
            }
        }

        private void member(@Nullable Object input, String name) {
            Members members = evaluator.values().members();
            List<@Nullable Object> given = invocation.arguments().list("ArgumentList");
            boolean method =
                    input != null && members.find(input, name).isEmpty() || !given.isEmpty();
            invocation.writeEach(
                    method && input != null && members.hasMethod(input, name)
                            ? evaluator.access().call(input, name, given)
                            : members.get(input, name));
        }

        @Override
        public void end() {
            run(ends, null);
        }
    }

    private Cmdlet where() {
        List<Parameter> parameters = new ArrayList<>();
        parameters.add(Parameter.of("InputObject", TypeToken.OBJECT).byValue());
        parameters.add(
                Parameter.of("FilterScript", TypeToken.SCRIPT_BLOCK)
                        .in(Membership.in(BLOCK_SET).required().at(0)));
        parameters.add(
                Parameter.of("Property", TypeToken.STRING)
                        .in(Membership.in(COMPARE_SET).required().at(0)));
        parameters.add(
                Parameter.of("Value", TypeToken.OBJECT).in(Membership.in(COMPARE_SET).at(1)));
        for (String operator : OPERATORS) {
            Parameter flag = Parameter.flag(operator).inSets(COMPARE_SET);
            parameters.add(
                    operator.length() == 2
                                    || operator.matches(
                                            "Like|NotLike|Match|NotMatch|Contains|NotContains|NotIn")
                            ? flag.aka("I" + operator)
                            : flag);
        }
        Signature signature = new Signature(parameters, COMPARE_SET, null, List.of());
        return Simple.of(
                "Where-Object",
                List.of("where", "?"),
                "Passes on the objects that meet a condition.",
                signature,
                this::filter);
    }

    private Processor filter(Invocation invocation) {
        return () -> {
            Arguments given = invocation.arguments();
            Object input = given.get("InputObject");
            ScriptBlock block = given.as(ScriptBlock.class, "FilterScript");
            boolean holds =
                    block != null
                            ? Truth.of(invocation.scripts().value(Scripts.Call.with(block, input)))
                            : compares(given, input);
            if (holds) {
                invocation.write(input);
            }
        };
    }

    private boolean compares(Arguments given, @Nullable Object input) {
        Object value = evaluator.values().members().get(input, given.requiredText("Property"));
        for (String operator : OPERATORS) {
            if (given.flag(operator)) {
                String word = operator.toLowerCase(Locale.ROOT);
                if (word.equals("not")) {
                    return !Truth.of(value);
                }
                boolean cased = word.startsWith("c") && !word.equals("contains");
                return Truth.of(
                        evaluator
                                .values()
                                .operators()
                                .apply(
                                        cased ? word.substring(1) : word,
                                        cased,
                                        value,
                                        given.get("Value"),
                                        evaluator.expressions()::matched));
            }
        }
        return given.has("Value")
                ? Truth.of(evaluator.values().operators().apply("eq", value, given.get("Value")))
                : Truth.of(value);
    }
}
