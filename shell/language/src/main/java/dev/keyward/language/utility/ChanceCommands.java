package dev.keyward.language.utility;

import static dev.keyward.language.utility.Command.any;
import static dev.keyward.language.utility.Command.flag;
import static dev.keyward.language.utility.Command.many;

import dev.keyward.cmdlet.Arguments;
import dev.keyward.cmdlet.Cmdlet;
import dev.keyward.cmdlet.CmdletError;
import dev.keyward.cmdlet.ErrorCategory;
import dev.keyward.cmdlet.Invocation;
import dev.keyward.cmdlet.Membership;
import dev.keyward.cmdlet.Processor;
import dev.keyward.cmdlet.SessionServices;
import dev.keyward.cmdlet.Signature;
import dev.keyward.language.value.NetType;
import dev.keyward.language.value.Sequences;
import dev.keyward.language.value.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Get-Random, Get-SecureRandom and New-Guid.
final class ChanceCommands {
    private static final SessionServices.Slot<Random> SEEDED =
            new SessionServices.Slot<>(ChanceCommands.class.getName(), Random.class);

    private ChanceCommands() {}

    static List<Cmdlet> all() {
        return List.of(random("Get-Random"), random("Get-SecureRandom"), guid());
    }

    private static Command random(String name) {
        return Command.of(
                name,
                "Gives a number or objects by chance.",
                Signature.of(
                                any("Maximum").in(Membership.in("RandomNumberParameterSet").at(0)),
                                any("Minimum").inSets("RandomNumberParameterSet"),
                                many("InputObject")
                                        .in(
                                                Membership.in("RandomListItemParameterSet")
                                                        .required()
                                                        .at(0)
                                                        .byValue(),
                                                Membership.in("ShuffleParameterSet")
                                                        .required()
                                                        .at(0)
                                                        .byValue()),
                                Command.number("Count"),
                                flag("Shuffle").in(Membership.in("ShuffleParameterSet").required()),
                                Command.number("SetSeed"))
                        .defaultSet("RandomNumberParameterSet"),
                invocation -> new RandomRun(invocation));
    }

    private static final class RandomRun implements Processor {
        private final Invocation invocation;
        private final List<@Nullable Object> all = new ArrayList<>();

        RandomRun(Invocation invocation) {
            this.invocation = invocation;
        }

        @Override
        public void process() {
            if (invocation.arguments().has("InputObject")) {
                all.addAll(Sequences.elements(invocation.arguments().get("InputObject")));
            }
        }

        @Override
        public void end() {
            Arguments arguments = invocation.arguments();
            RandomGenerator random = generator(invocation);
            if (!arguments.has("InputObject") && all.isEmpty()) {
                for (int i = 0; i < arguments.number("Count", 1); i++) {
                    invocation.write(number(invocation, random));
                }
                return;
            }
            int count =
                    arguments.flag("Shuffle")
                            ? all.size()
                            : Math.min(arguments.number("Count", 1), all.size());
            for (int i = 0; i < count; i++) {
                invocation.write(all.remove(random.nextInt(all.size())));
            }
        }
    }

    private static RandomGenerator generator(Invocation invocation) {
        if (invocation.arguments().get("SetSeed") instanceof Integer seed) {
            invocation.session().keep(SEEDED, new Random(seed));
        }
        boolean secure = invocation.calledAs().equalsIgnoreCase("Get-SecureRandom");
        return secure
                ? Values.of(invocation.session()).surroundings().random()
                : invocation
                        .session()
                        .attribute(SEEDED)
                        .map(it -> (RandomGenerator) it)
                        .orElse(Values.of(invocation.session()).surroundings().random());
    }

    private static Object number(Invocation invocation, RandomGenerator random) {
        Number least = bound(invocation, "Minimum", 0);
        Number most = bound(invocation, "Maximum", Integer.MAX_VALUE);
        if (least instanceof Double || most instanceof Double) {
            check(least.doubleValue() < most.doubleValue());
            return random.nextDouble(least.doubleValue(), most.doubleValue());
        }
        check(least.longValue() < most.longValue());
        long chosen = random.nextLong(least.longValue(), most.longValue());
        return least instanceof Integer && most instanceof Integer
                ? (Object) (int) chosen
                : (Object) chosen;
    }

    private static void check(boolean ordered) {
        if (!ordered) {
            throw CmdletError.of(
                    "System.ArgumentException",
                    "The Minimum value must be less than the Maximum value.",
                    "MinGreaterThanOrEqualMax,Microsoft.PowerShell.Commands.GetRandomCommand",
                    ErrorCategory.InvalidArgument);
        }
    }

    private static Number bound(Invocation invocation, String name, Number otherwise) {
        Object given = invocation.arguments().get(name);
        if (given == null) {
            return otherwise;
        }
        if (given instanceof Number number) {
            return number;
        }
        Values values = Values.of(invocation.session());
        Object plus = values.operators().plus(values.text().of(given));
        return plus instanceof Number number
                ? number
                : values.conversions().convert(given, NetType.INT) instanceof Integer number
                        ? number
                        : otherwise;
    }

    private static Command guid() {
        return Command.each(
                "New-Guid",
                "Makes a Guid by chance.",
                Signature.of(flag("Empty"), any("InputObject").at(0).byValue()),
                invocation -> {
                    Values values = Values.of(invocation.session());
                    if (invocation.arguments().flag("Empty")) {
                        invocation.write(new UUID(0, 0));
                    } else if (invocation.arguments().get("InputObject") != null) {
                        invocation.write(
                                values.conversions()
                                        .convert(
                                                invocation.arguments().get("InputObject"),
                                                NetType.GUID));
                    } else {
                        invocation.write(
                                values.members().invokeStatic(NetType.GUID, "NewGuid", List.of()));
                    }
                });
    }
}
