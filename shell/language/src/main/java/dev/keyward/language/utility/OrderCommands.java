package dev.keyward.language.utility;

import static dev.keyward.language.utility.Command.count;
import static dev.keyward.language.utility.Command.flag;
import static dev.keyward.language.utility.Command.input;
import static dev.keyward.language.utility.Command.many;
import static dev.keyward.language.utility.Command.number;

import dev.keyward.cmdlet.Arguments;
import dev.keyward.cmdlet.Cmdlet;
import dev.keyward.cmdlet.Invocation;
import dev.keyward.cmdlet.PsHashtable;
import dev.keyward.cmdlet.PsObject;
import dev.keyward.cmdlet.Signature;
import dev.keyward.language.value.NetList;
import dev.keyward.language.value.Sequences;
import dev.keyward.language.value.Truth;
import dev.keyward.language.value.Values;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Sort-Object, Group-Object and Compare-Object.
final class OrderCommands {
    private OrderCommands() {}

    static List<Cmdlet> all() {
        return List.of(sort(), group(), compare());
    }

    private static Command sort() {
        return Command.of(
                        "Sort-Object",
                        "Puts objects in order.",
                        Signature.of(
                                input(),
                                many("Property").at(0),
                                flag("Descending"),
                                flag("Unique"),
                                flag("CaseSensitive"),
                                flag("Stable"),
                                count("Top", 1),
                                count("Bottom", 1),
                                Command.text("Culture")),
                        invocation -> Gathering.of(invocation, all -> sorted(invocation, all)))
                .aka("sort");
    }

    /// An object with the values it's ordered by.
    private record Keyed(@Nullable Object object, List<@Nullable Object> keys) {}

    private static void sorted(Invocation invocation, List<@Nullable Object> all) {
        Arguments arguments = invocation.arguments();
        List<Choice> choices = Choice.of(invocation, "Property");
        List<Keyed> keyed = new ArrayList<>();
        for (Object one : all) {
            keyed.add(new Keyed(one, keys(invocation, choices, one)));
        }
        boolean sensitive = arguments.flag("CaseSensitive");
        keyed.sort((a, b) -> order(invocation, choices, a, b, sensitive));
        if (arguments.flag("Unique")) {
            List<Keyed> distinct = new ArrayList<>();
            for (Keyed one : keyed) {
                if (distinct.isEmpty()
                        || order(invocation, choices, distinct.getLast(), one, sensitive) != 0) {
                    distinct.add(one);
                }
            }
            keyed = distinct;
        }
        int from =
                arguments.has("Bottom")
                        ? Math.max(0, keyed.size() - arguments.number("Bottom", 0))
                        : 0;
        int to =
                arguments.has("Top")
                        ? Math.min(keyed.size(), arguments.number("Top", 0))
                        : keyed.size();
        keyed.subList(from, Math.max(from, to)).forEach(one -> invocation.write(one.object()));
    }

    private static List<@Nullable Object> keys(
            Invocation invocation, List<Choice> choices, @Nullable Object one) {
        List<@Nullable Object> keys = new ArrayList<>();
        for (Choice choice : choices) {
            keys.add(choice.read(invocation, one));
        }
        if (choices.isEmpty()) {
            keys.add(one);
        }
        return keys;
    }

    private static int order(
            Invocation invocation, List<Choice> choices, Keyed a, Keyed b, boolean sensitive) {
        Values values = Values.of(invocation.session());
        boolean descending = invocation.arguments().flag("Descending");
        for (int i = 0; i < a.keys().size(); i++) {
            int order = values.operators().order(a.keys().get(i), b.keys().get(i), sensitive);
            if (order != 0) {
                return isDescending(choices, i, descending) ? -order : order;
            }
        }
        return 0;
    }

    private static boolean isDescending(List<Choice> choices, int index, boolean all) {
        if (choices.isEmpty()) {
            return all;
        }
        PsHashtable options = choices.get(index).options();
        if (options.containsKey("descending")) {
            return Truth.of(options.get("descending"));
        }
        return options.containsKey("ascending") ? !Truth.of(options.get("ascending")) : all;
    }

    private static Command group() {
        return Command.of(
                        "Group-Object",
                        "Puts objects with equal values together.",
                        Signature.of(
                                input(),
                                many("Property").at(0),
                                flag("NoElement"),
                                flag("AsHashTable").aka("AHT"),
                                flag("AsString"),
                                flag("CaseSensitive")),
                        invocation -> Gathering.of(invocation, all -> grouped(invocation, all)))
                .aka("group");
    }

    private static void grouped(Invocation invocation, List<@Nullable Object> all) {
        Values values = Values.of(invocation.session());
        List<Choice> choices = Choice.of(invocation, "Property");
        boolean sensitive = invocation.arguments().flag("CaseSensitive");
        List<Keyed> groups = new ArrayList<>();
        List<NetList> members = new ArrayList<>();
        for (Object one : all) {
            List<@Nullable Object> keys = keys(invocation, choices, one);
            int at = 0;
            while (at < groups.size() && !isEqual(values, groups.get(at).keys(), keys, sensitive)) {
                at++;
            }
            if (at == groups.size()) {
                groups.add(new Keyed(null, keys));
                members.add(NetList.collection(List.of()));
            }
            members.get(at).add(one);
        }
        if (invocation.arguments().flag("AsHashTable")) {
            table(invocation, groups, members);
            return;
        }
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < groups.size(); i++) {
            order.add(i);
        }
        order.sort((a, b) -> orderOf(values, groups.get(a).keys(), groups.get(b).keys()));
        for (int i : order) {
            invocation.write(group(invocation, groups.get(i).keys(), members.get(i)));
        }
    }

    private static int orderOf(Values values, List<@Nullable Object> a, List<@Nullable Object> b) {
        for (int i = 0; i < a.size(); i++) {
            int order = values.operators().order(a.get(i), b.get(i), false);
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private static boolean isEqual(
            Values values, List<@Nullable Object> a, List<@Nullable Object> b, boolean sensitive) {
        for (int i = 0; i < a.size(); i++) {
            if (!values.text().of(a.get(i)).equals(values.text().of(b.get(i)))
                    && !values.operators().isEqual(a.get(i), b.get(i), sensitive)) {
                return false;
            }
        }
        return true;
    }

    private static PsObject group(
            Invocation invocation, List<@Nullable Object> keys, NetList members) {
        Values values = Values.of(invocation.session());
        List<String> names = new ArrayList<>();
        keys.forEach(key -> names.add(values.text().of(key)));
        PsObject group =
                new PsObject("Microsoft.PowerShell.Commands.GroupInfo")
                        .set("Count", members.size())
                        .set("Name", String.join(", ", names));
        if (!invocation.arguments().flag("NoElement")) {
            group.set("Group", members);
        }
        return group.set("Values", NetList.arrayList(keys));
    }

    private static void table(Invocation invocation, List<Keyed> groups, List<NetList> members) {
        Values values = Values.of(invocation.session());
        PsHashtable table = new PsHashtable();
        for (int i = 0; i < groups.size(); i++) {
            List<@Nullable Object> keys = groups.get(i).keys();
            Object key = keys.size() == 1 ? keys.getFirst() : keys.toArray();
            boolean text = invocation.arguments().flag("AsString") || key == null;
            table.put(text || key == null ? values.text().of(key) : key, members.get(i));
        }
        invocation.write(table);
    }

    private static Command compare() {
        return Command.of(
                        "Compare-Object",
                        "Says what two lists of objects don't share.",
                        Signature.of(
                                many("ReferenceObject").required().at(0),
                                many("DifferenceObject").required().at(1).byValue(),
                                many("Property").at(2),
                                flag("IncludeEqual"),
                                flag("ExcludeDifferent"),
                                flag("PassThru"),
                                flag("CaseSensitive"),
                                number("SyncWindow"),
                                Command.text("Culture")),
                        CompareRun::new)
                .aka("compare", "diff");
    }

    private static final class CompareRun implements dev.keyward.cmdlet.Processor {
        private final Invocation invocation;
        private final List<@Nullable Object> difference = new ArrayList<>();

        CompareRun(Invocation invocation) {
            this.invocation = invocation;
        }

        @Override
        public void process() {
            difference.addAll(Sequences.elements(invocation.arguments().get("DifferenceObject")));
        }

        @Override
        public void end() {
            List<Choice> choices = Choice.of(invocation, "Property");
            Values values = Values.of(invocation.session());
            boolean sensitive = invocation.arguments().flag("CaseSensitive");
            List<@Nullable Object> left = new ArrayList<>(difference);
            List<@Nullable Object> missing = new ArrayList<>();
            List<@Nullable Object> equal = new ArrayList<>();
            for (Object one : invocation.arguments().list("ReferenceObject")) {
                int at = 0;
                while (at < left.size()
                        && !isEqual(
                                values,
                                keys(invocation, choices, one),
                                keys(invocation, choices, left.get(at)),
                                sensitive)) {
                    at++;
                }
                if (at < left.size()) {
                    left.remove(at);
                    equal.add(one);
                } else {
                    missing.add(one);
                }
            }
            if (invocation.arguments().flag("IncludeEqual")) {
                equal.forEach(one -> give(choices, one, "=="));
            }
            if (!invocation.arguments().flag("ExcludeDifferent")) {
                left.forEach(one -> give(choices, one, "=>"));
                missing.forEach(one -> give(choices, one, "<="));
            }
        }

        private void give(List<Choice> choices, @Nullable Object one, String side) {
            if (invocation.arguments().flag("PassThru")) {
                invocation.write(one);
                return;
            }
            PsObject made = new PsObject();
            if (choices.isEmpty()) {
                made.set("InputObject", one);
            }
            choices.forEach(choice -> made.set(choice.label(), choice.read(invocation, one)));
            invocation.write(made.set("SideIndicator", side));
        }
    }
}
