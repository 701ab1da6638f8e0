package dev.keyward.directory.principals;

import dev.keyward.crypto.encoding.CanonicalReader;
import dev.keyward.crypto.encoding.CanonicalWriter;
import dev.keyward.model.PrincipalId;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/// Sets of principals within a record, sorted, so that equal sets are the same bytes.
public final class PrincipalIds {
    private PrincipalIds() {}

    public static CanonicalWriter write(CanonicalWriter out, Collection<PrincipalId> ids) {
        return out.texts(ids.stream().map(PrincipalId::value).sorted().toList());
    }

    public static Set<PrincipalId> read(CanonicalReader in) {
        Set<PrincipalId> ids = new HashSet<>();
        in.texts().forEach(id -> ids.add(new PrincipalId(id)));
        return ids;
    }
}
