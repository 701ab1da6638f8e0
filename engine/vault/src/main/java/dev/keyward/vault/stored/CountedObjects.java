package dev.keyward.vault.stored;

import dev.keyward.crypto.encoding.CanonicalReader;
import dev.keyward.model.ObjectKind;
import dev.keyward.records.Counted;
import dev.keyward.records.RecordId;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Counts objects: each key, secret and certificate by its head, whatever its versions, live or
/// deleted. What belongs to a certificate is counted with it.
public final class CountedObjects implements Counted {
    private static final Set<String> HEADS =
            Stream.of(ObjectKind.values())
                    .map(kind -> kind.word().toLowerCase(Locale.ROOT))
                    .collect(Collectors.toUnmodifiableSet());

    @Override
    public boolean counts(RecordId record, byte[] clear) {
        String label = record.kind();
        return HEADS.contains(label)
                && !CanonicalReader.read(clear, label, in -> Head.read(label, in, 0, 0)).managed();
    }
}
