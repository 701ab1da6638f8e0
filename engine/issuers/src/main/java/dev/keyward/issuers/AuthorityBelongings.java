package dev.keyward.issuers;

import dev.keyward.crypto.encoding.CanonicalReader;
import dev.keyward.crypto.encoding.CanonicalWriter;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.model.VaultId;
import dev.keyward.records.Draft;
import dev.keyward.records.OpenRecord;
import dev.keyward.records.RecordId;
import dev.keyward.records.RecordScope;
import dev.keyward.records.Sealed;
import dev.keyward.records.SealedStore;
import dev.keyward.store.Page;
import dev.keyward.vault.objects.Belongings;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The authority of a vault on its way to another deployment: its certificates and keys, what it
/// remembers of what it signed and revoked, and the numbers of its lists. The rows go as they are,
/// so that lists go on where they were.
final class AuthorityBelongings implements Belongings {
    private static final int PAGE = 1_000;

    private final SealedStore records;

    AuthorityBelongings(SealedStore records) {
        this.records = records;
    }

    /// @param payload null for none
    private record Row(
            String name, int state, long due, byte[] clear, @Nullable SecretBytes payload) {
        static Row of(OpenRecord record) {
            return new Row(
                    record.id().name(),
                    record.state(),
                    record.dueEpochSecond(),
                    record.clear(),
                    record.payload().orElse(null));
        }

        static Row read(CanonicalReader in) {
            return new Row(
                    in.text(), in.smallNumber(), in.number(), in.bytes(), in.optionalSecret());
        }

        void write(CanonicalWriter out) {
            out.text(name).number(state).number(due).bytes(clear).secret(payload);
        }

        Draft draft(String kind) {
            return new Draft(RecordId.of(kind, name), 0, state, due, clear, payload);
        }

        void close() {
            if (payload != null) {
                payload.close();
            }
        }
    }

    private static List<String> kinds() {
        return List.of(
                Authority.KIND,
                IssuedCertificate.KIND,
                IssuedCertificates.ORDER,
                RevocationLists.KIND);
    }

    @Override
    public Count writeAll(CanonicalWriter out, VaultId vault) {
        int authorities = 0;
        for (String kind : kinds()) {
            List<Row> rows = rows(records.vault(vault), kind);
            out.count(rows.size());
            rows.forEach(row -> {
                row.write(out);
                row.close();
            });
            if (kind.equals(Authority.KIND)) {
                authorities = rows.size();
            }
        }
        return Count.of(authorities);
    }

    private static List<Row> rows(RecordScope scope, String kind) {
        List<Row> all = new ArrayList<>();
        String after = "";
        List<OpenRecord> page;
        do {
            page = scope.list(new Page(scope.id(), kind, null, after, "", null, PAGE));
            for (OpenRecord record : page) {
                after = record.id().name();
                all.add(Row.of(record));
            }
        } while (page.size() == PAGE);
        return all;
    }

    @Override
    public Arrived readAll(CanonicalReader in, VaultId vault) {
        List<List<Row>> all = new ArrayList<>();
        for (int kind = 0; kind < kinds().size(); kind++) {
            int count = in.count();
            List<Row> rows = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                rows.add(Row.read(in));
            }
            all.add(rows);
        }
        return new Arrived(Count.of(all.getFirst().size()), () -> rows(vault, all));
    }

    /// @param byKind in the order of [#kinds]
    private List<Sealed> rows(VaultId vault, List<List<Row>> byKind) {
        RecordScope scope = records.vault(vault);
        if (!byKind.getFirst().isEmpty()
                && !scope.list(Page.first(scope.id(), Authority.KIND, 1)).isEmpty()) {
            throw new VaultException(new VaultError.AuthorityInTheWay());
        }
        List<Sealed> sealed = new ArrayList<>();
        for (int kind = 0; kind < byKind.size(); kind++) {
            for (Row row : byKind.get(kind)) {
                sealed.add(scope.seal(row.draft(kinds().get(kind))));
            }
        }
        return sealed;
    }
}
