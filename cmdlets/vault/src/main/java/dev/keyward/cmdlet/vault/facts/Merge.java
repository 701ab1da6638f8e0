package dev.keyward.cmdlet.vault.facts;

import dev.keyward.cmdlet.ConfirmImpact;
import dev.keyward.cmdlet.Signature;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Azure's facts of a cmdlet, and ours over them.
///
/// Parameters keep Azure's order. One that is ours alone stands behind the one that our block names
/// before it, or first.
record Merge(Block azure, Block ours, Everywhere everywhere) {
    Page page(Vocabulary vocabulary) {
        String defaultSet = ours.says().getOrDefault("default", azure.says("default"));
        String changes = ours.says().getOrDefault("changes", azure.says("changes"));
        List<String> gives = ours.words("gives");
        return new Page(
                ours.says("does"),
                new Signature(
                        parameters().stream().map(it -> it.parameter(vocabulary)).toList(),
                        defaultSet.isEmpty() || defaultSet.equals("none") ? null : defaultSet,
                        changes.equals("yes") ? ConfirmImpact.Medium : null,
                        gives.isEmpty() ? azure.words("gives") : gives),
                ours.examples());
    }

    /// Azure's parameters, but for what isn't here.
    List<ParameterLine> kept() {
        List<ParameterLine> kept = new ArrayList<>();
        for (ParameterLine line : azure.parameters()) {
            ParameterLine left = line.retyped(everywhere::type).withoutSets(this::isWithout);
            if (!isWithout("-" + line.name()) && !left.partsOrAll().isEmpty()) {
                kept.add(left);
            }
        }
        return kept;
    }

    private List<ParameterLine> parameters() {
        List<ParameterLine> all = kept();
        int place = 0;
        for (ParameterLine line : ours.parameters()) {
            Optional<ParameterLine> below =
                    all.stream().filter(it -> it.name().equals(line.name())).findFirst();
            if (below.isPresent()) {
                place = all.indexOf(below.get());
                all.set(place++, below.get().under(line));
            } else {
                all.add(place++, line);
            }
        }
        all.replaceAll(
                it -> everywhere.common(it.name()).map(common -> common.under(it)).orElse(it));
        all.addAll(everywhere.added());
        return all;
    }

    private boolean isWithout(String word) {
        return everywhere.isWithout(word) || ours.words("without").contains(word);
    }
}
