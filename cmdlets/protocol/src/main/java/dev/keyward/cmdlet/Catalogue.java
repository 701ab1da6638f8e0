package dev.keyward.cmdlet;

import java.util.ArrayList;
import java.util.List;

/// A set of cmdlets with the views of what they give.
public record Catalogue(List<Cmdlet> cmdlets, List<View> views) {
    public static final Catalogue EMPTY = new Catalogue(List.of(), List.of());

    public Catalogue {
        cmdlets = List.copyOf(cmdlets);
        views = List.copyOf(views);
    }

    /// Both sets; of two cmdlets with one name the other's wins.
    public Catalogue and(Catalogue other) {
        List<Cmdlet> bothCmdlets = new ArrayList<>(cmdlets);
        bothCmdlets.removeIf(mine ->
                other.cmdlets.stream()
                        .anyMatch(theirs -> theirs.name().equalsIgnoreCase(mine.name())));
        bothCmdlets.addAll(other.cmdlets);
        List<View> bothViews = new ArrayList<>(other.views);
        bothViews.addAll(views);
        return new Catalogue(bothCmdlets, bothViews);
    }
}
