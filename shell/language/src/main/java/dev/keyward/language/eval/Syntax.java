package dev.keyward.language.eval;

import dev.keyward.cmdlet.Membership;
import dev.keyward.cmdlet.Parameter;
import dev.keyward.cmdlet.Signature;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/// Syntax lines as Get-Help and Get-Command write them: one for each parameter set.
final class Syntax {
    private Syntax() {}

    static String lines(String name, Signature signature, boolean common) {
        return signature.sets().stream()
                .map(set -> line(name, signature, set, common))
                .collect(Collectors.joining("\n\n"));
    }

    private static String line(String name, Signature signature, String set, boolean common) {
        List<Parameter> members = new ArrayList<>();
        for (Parameter parameter : signature.parameters()) {
            if (parameter.membership(set) != null) {
                members.add(parameter);
            }
        }
        members.sort(Comparator.comparingInt(parameter -> rank(parameter, set)));
        StringBuilder line = new StringBuilder(name);
        for (Parameter parameter : members) {
            line.append(' ').append(one(parameter, set));
        }
        if (signature.shouldProcess() != null) {
            line.append(" [-WhatIf] [-Confirm]");
        }
        return common ? line.append(" [<CommonParameters>]").toString() : line.toString();
    }

    /// Positional ones in order, then mandatory ones, then the rest as declared.
    private static int rank(Parameter parameter, String set) {
        Membership membership = parameter.membership(set);
        if (membership == null) {
            return Integer.MAX_VALUE;
        }
        if (membership.isPositional()) {
            return Math.min(membership.position(), 1000);
        }
        return membership.mandatory() ? 2000 : 3000;
    }

    private static String one(Parameter parameter, String set) {
        Membership membership = parameter.membership(set);
        boolean mandatory = membership != null && membership.mandatory();
        boolean positional = membership != null && membership.isPositional();
        String name = "-" + parameter.name();
        if (parameter.type().isSwitch()) {
            return mandatory ? name : "[" + name + "]";
        }
        String value = " <" + parameter.type().display() + ">";
        String text = (positional ? "[" + name + "]" : name) + value;
        return mandatory ? text : "[" + text + "]";
    }
}
