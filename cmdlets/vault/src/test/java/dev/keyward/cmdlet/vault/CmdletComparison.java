package dev.keyward.cmdlet.vault;

import dev.keyward.cmdlet.Cmdlet;
import dev.keyward.cmdlet.Membership;
import dev.keyward.cmdlet.Parameter;
import dev.keyward.cmdlet.Signature;
import dev.keyward.cmdlet.TypeToken;
import dev.keyward.cmdlet.Validation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// In what a cmdlet of ours differs from what is said of the modules' one; a line each.
final class CmdletComparison {
    /// Every cmdlet has it (cmdlets, section 1.2), so the facts leave it out.
    private static final String PROFILE = "DefaultProfile";

    private final CmdletFact fact;
    private final Signature ours;
    private final List<String> sets;
    private final List<String> found = new ArrayList<>();

    private CmdletComparison(CmdletFact fact, Cmdlet cmdlet) {
        this.fact = fact;
        this.ours = cmdlet.signature();
        this.sets = fact.sets().isEmpty() ? List.of(Membership.EVERY) : fact.sets();
    }

    static List<String> of(CmdletFact fact, Cmdlet cmdlet) {
        CmdletComparison comparison = new CmdletComparison(fact, cmdlet);
        comparison.whole(cmdlet);
        comparison.sets();
        fact.params().forEach(comparison::parameter);
        comparison.additions();
        return comparison.found;
    }

    private void differs(String what) {
        found.add(fact.name() + ": " + what);
    }

    private void whole(Cmdlet cmdlet) {
        fact.nativeName()
                .filter(name -> !name.equals(cmdlet.name()))
                .ifPresent(name -> differs("is " + cmdlet.name() + " here, not " + name));
        fact.once()
                .filter(name -> cmdlet.aliases().stream().noneMatch(name::equalsIgnoreCase))
                .ifPresent(name -> differs("isn't reached by " + name));
        if (fact.changes() != (ours.shouldProcess() != null)) {
            differs("takes -WhatIf: " + !fact.changes());
        }
        if (!new TreeSet<>(fact.gives()).equals(new TreeSet<>(ours.outputTypes()))) {
            differs("gives " + ours.outputTypes() + ", not " + fact.gives());
        }
        String defaultSet = ours.defaultSet() == null ? "" : ours.defaultSet();
        if (!fact.defaultSet().equals(defaultSet)) {
            differs("the default set is " + defaultSet + ", not " + fact.defaultSet());
        }
        for (String name : fact.older()) {
            if (ours.parameter(name).isEmpty()) {
                differs("-" + name + " of older modules is missing");
            }
        }
    }

    private void sets() {
        for (String set : sets) {
            if (!ours.sets().contains(set)) {
                differs("set " + set + " is missing");
                continue;
            }
            List<String> theirs =
                    fact.params().stream()
                            .filter(param -> position(param, set) >= 0)
                            .sorted(Comparator.comparing(param -> position(param, set)))
                            .map(CmdletFact.Param::name)
                            .toList();
            List<String> mine =
                    ours.parameters().stream()
                            .filter(it -> part(it, set).isPositional())
                            .sorted(Comparator.comparing(it -> part(it, set).position()))
                            .map(Parameter::name)
                            .toList();
            if (!theirs.equals(mine)) {
                differs("set " + set + " takes by position " + mine + ", not " + theirs);
            }
        }
        for (String set : ours.sets()) {
            if (!sets.contains(set)) {
                differs("set " + set + " is ours");
            }
        }
    }

    private static int position(CmdletFact.Param param, String set) {
        return param.in(set).map(CmdletFact.Part::position).orElse(-1);
    }

    private static Membership part(Parameter parameter, String set) {
        Membership membership = parameter.membership(set);
        return membership == null ? Membership.in(set) : membership;
    }

    private void parameter(CmdletFact.Param param) {
        Parameter mine =
                ours.parameters().stream()
                        .filter(it -> it.name().equalsIgnoreCase(param.name()))
                        .findFirst()
                        .orElse(null);
        String dash = "-" + param.name();
        if (mine == null) {
            differs(dash + " is missing");
            return;
        }
        if (!display(mine.type()).equals(plain(param.type()))) {
            differs(dash + " is of " + display(mine.type()) + ", not " + plain(param.type()));
        }
        Set<String> aliases = lower(mine.aliases());
        param.aliases().stream()
                .filter(alias -> !aliases.contains(alias.toLowerCase(Locale.ROOT)))
                .forEach(alias -> differs(dash + " lacks the alias " + alias));
        mine.aliases().stream()
                .filter(alias -> !lower(param.aliases()).contains(alias.toLowerCase(Locale.ROOT)))
                .filter(alias -> !lower(fact.older()).contains(alias.toLowerCase(Locale.ROOT)))
                .forEach(alias -> differs(dash + " has the alias " + alias + " of ours"));
        if (!lower(words(mine)).equals(lower(param.words()))) {
            differs(dash + " is one of " + words(mine) + ", not of " + param.words());
        }
        for (String set : sets) {
            if (ours.sets().contains(set)) {
                membership(dash, param, mine, set);
            }
        }
    }

    private void membership(String dash, CmdletFact.Param param, Parameter mine, String set) {
        Membership part = mine.membership(set);
        CmdletFact.Part expected = param.in(set).orElse(null);
        String in = set.equals(Membership.EVERY) ? "" : " in " + set;
        if (part == null || expected == null) {
            if (part != null) {
                differs(dash + " is" + in + ", where it shouldn't be");
            } else if (expected != null) {
                differs(dash + " is not" + in);
            }
            return;
        }
        if (part.mandatory() != expected.required()) {
            differs(dash + (expected.required() ? " is optional" : " is required") + in);
        }
        if (part.fromPipeline() != expected.byValue()) {
            differs(dash + (expected.byValue() ? " isn't" : " is") + " bound by value" + in);
        }
        if (part.fromPropertyName() != expected.byProperty()) {
            differs(dash + (expected.byProperty() ? " isn't" : " is") + " bound by property" + in);
        }
    }

    private void additions() {
        for (Parameter parameter : ours.parameters()) {
            boolean known =
                    fact.params().stream()
                                    .anyMatch(it -> it.name().equalsIgnoreCase(parameter.name()))
                            || lower(fact.older())
                                    .contains(parameter.name().toLowerCase(Locale.ROOT))
                            || parameter.name().equals(PROFILE);
            if (!known) {
                differs("-" + parameter.name() + " is ours");
            }
        }
    }

    private static List<String> words(Parameter parameter) {
        return parameter.validations().stream()
                .filter(Validation.OneOf.class::isInstance)
                .flatMap(it -> ((Validation.OneOf) it).words().stream())
                .toList();
    }

    private static Set<String> lower(List<String> words) {
        return words.stream()
                .map(word -> word.toLowerCase(Locale.ROOT))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String display(TypeToken type) {
        String name = type.name().substring(type.name().lastIndexOf('.') + 1);
        return plain(name + (type.nullable() ? "?" : "") + (type.array() ? "[]" : ""));
    }

    /// The words of .NET and of PowerShell for one type are one.
    private static String plain(String type) {
        return type.toLowerCase(Locale.ROOT)
                .replace("boolean", "bool")
                .replace("int32", "int")
                .replace("int64", "long")
                .replaceFirst("^list<(.*)>$", "$1[]");
    }
}
