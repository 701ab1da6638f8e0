package dev.keyward.cmdlet.vault.objects;

import dev.keyward.cmdlet.Cmdlet;
import java.util.List;
import java.util.stream.Stream;

/// All cmdlets that do the same to each kind of object.
public final class ObjectCmdlets {
    private ObjectCmdlets() {}

    public static List<Cmdlet> all() {
        return ObjectKind.all().stream().flatMap(ObjectCmdlets::of).toList();
    }

    private static Stream<Cmdlet> of(ObjectKind<?, ?> kind) {
        return Stream.of(
                new Remove<>(kind),
                new UndoRemoval<>(kind),
                new Backup<>(kind),
                new Restore<>(kind));
    }
}
