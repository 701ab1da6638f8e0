package dev.keyward.cmdlet.vault.directory;

import dev.keyward.client.graph.DirectoryEntry;
import dev.keyward.client.graph.GraphClient;
import dev.keyward.cmdlet.vault.shape.Refusal;
import dev.keyward.cmdlet.vault.shape.Run;
import java.util.stream.Stream;

/// What `-Filter`, `-Skip` and `-First` leave of a list.
final class Portion {
    private Portion() {}

    /// All of a kind, or those for which the filter holds.
    static Stream<DirectoryEntry> all(Run run, GraphClient graph, GraphClient.Kind kind) {
        String filter = run.text("Filter");
        return filter == null ? graph.list(kind).stream() : graph.matching(kind, filter).stream();
    }

    /// @throws Refusal if a number is negative
    static <T> Stream<T> of(Run run, Stream<T> found) {
        return found.skip(number(run, "Skip", 0)).limit(number(run, "First", Long.MAX_VALUE));
    }

    private static long number(Run run, String name, long otherwise) {
        if (!(run.arguments().get(name) instanceof Number number)) {
            return otherwise;
        }
        if (number.longValue() < 0) {
            throw Refusal.of("-" + name + ": must be 0 or more.");
        }
        return number.longValue();
    }
}
