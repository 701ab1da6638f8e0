package dev.keyward.cmdlet.vault.facts;

import dev.keyward.cmdlet.ConfirmImpact;
import dev.keyward.cmdlet.Parameter;
import dev.keyward.cmdlet.Signature;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Azure's facts of a cmdlet, and ours over them.
///
/// Parameters keep Azure's order. One that is ours alone stands behind the one that our block names
/// before it, or first.
record Merge(Block azure, Block ours, Everywhere everywhere) {
    Page page(Vocabulary vocabulary) {
        String defaultSet = ours.says().getOrDefault("default", azure.says("default"));
        String changes = ours.says().getOrDefault("changes", azure.says("changes"));
        List<String> gives = ours.words("gives");
        List<Parameter> parameters = new ArrayList<>();
        for (ParameterLine line : lines()) {
            parameters.add(line.parameter(vocabulary));
        }
        return new Page(
                ours.says("does"),
                new Signature(
                        parameters,
                        defaultSet.isEmpty() || defaultSet.equals("none") ? null : defaultSet,
                        changes.equals("yes") ? ConfirmImpact.Medium : null,
                        gives.isEmpty() ? azure.words("gives") : gives),
                ours.examples());
    }

    /// Azure's parameters, but for what isn't here.
    List<ParameterLine> kept() {
        Absent absent = new Absent();
        absent.add(everywhere.without());
        absent.add(ours.words("without"));
        List<ParameterLine> kept = new ArrayList<>();
        for (ParameterLine line : azure.parameters()) {
            if (!absent.isAbsent("-" + line.name())) {
                ParameterLine left =
                        line.here(everywhere.type(Objects.requireNonNull(line.type())), absent);
                if (left != null) {
                    kept.add(left);
                }
            }
        }
        return kept;
    }

    private List<ParameterLine> lines() {
        List<ParameterLine> all = kept();
        int place = 0;
        for (ParameterLine line : ours.parameters()) {
            int below = indexOf(all, line.name());
            if (below < 0) {
                all.add(place++, line);
            } else {
                all.set(below, all.get(below).under(line));
                place = below + 1;
            }
        }
        for (int i = 0; i < all.size(); i++) {
            all.set(i, withCommon(all.get(i)));
        }
        for (ParameterLine line : everywhere.added()) {
            if (!ours.words("without").contains("-" + line.name())) {
                all.add(line);
            }
        }
        return all;
    }

    /// What parameters of the name have in common, with what this one says in its place.
    ParameterLine withCommon(ParameterLine line) {
        ParameterLine common = everywhere.common(line.name());
        return common == null ? line : common.under(line);
    }

    private static int indexOf(List<ParameterLine> lines, String name) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).name().equals(name)) {
                return i;
            }
        }
        return -1;
    }
}
