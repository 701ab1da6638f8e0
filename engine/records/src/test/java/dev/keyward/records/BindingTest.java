package dev.keyward.records;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyward.model.TenantId;
import dev.keyward.store.RecordKey;
import dev.keyward.store.StoredRecord;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Whatever differs between two records, they are never bound to the same (security.md, section
/// 4.2).
class BindingTest {
    private static final UUID DEPLOYMENT = new UUID(1, 1);
    private static final TenantId TENANT = new TenantId(new UUID(2, 2));
    private static final RecordKey PLACE = new RecordKey("vault", "secret-version", "db", "v1");

    /// One field after the other differs from the first.
    private static List<Bound> each() {
        Binding binding = Binding.ofSystem(DEPLOYMENT).of(TENANT);
        Bound first = new Bound(binding, PLACE, 3, 1, 60, new byte[] {1}, 2);
        List<Bound> all = new ArrayList<>();
        all.add(first);
        for (Binding other :
                List.of(
                        Binding.ofSystem(DEPLOYMENT),
                        Binding.ofSystem(DEPLOYMENT).of(new TenantId(new UUID(2, 3))),
                        Binding.ofSystem(new UUID(1, 2)).of(TENANT))) {
            all.add(new Bound(other, PLACE, 3, 1, 60, new byte[] {1}, 2));
        }
        for (RecordKey place :
                List.of(
                        new RecordKey("other", "secret-version", "db", "v1"),
                        new RecordKey("vault", "key-version", "db", "v1"),
                        new RecordKey("vault", "secret-version", "dbv", "1"),
                        new RecordKey("vault", "secret-version", "db", "v2"))) {
            all.add(new Bound(binding, place, 3, 1, 60, new byte[] {1}, 2));
        }
        all.add(new Bound(binding, PLACE, 4, 1, 60, new byte[] {1}, 2));
        all.add(new Bound(binding, PLACE, 3, 2, 60, new byte[] {1}, 2));
        all.add(new Bound(binding, PLACE, 3, 1, 61, new byte[] {1}, 2));
        all.add(new Bound(binding, PLACE, 3, 1, 60, new byte[] {2}, 2));
        all.add(new Bound(binding, PLACE, 3, 1, 60, new byte[] {1, 0}, 2));
        all.add(new Bound(binding, PLACE, 3, 1, 60, new byte[] {1}, 3));
        return all;
    }

    private record Bound(
            Binding binding,
            RecordKey place,
            long revision,
            int state,
            long due,
            byte[] clear,
            int generation) {
        byte[] payload() {
            return binding.payload(place, revision, state, due, clear, generation);
        }

        byte[] row(byte[] sealed) {
            return binding.row(place, revision, state, due, clear, sealed, generation);
        }
    }

    @Test
    @Tag("security:S-02")
    void everyFieldOfARecordTakesPartInItsAssociatedData() {
        assertThat(each()).extracting(bound -> hex(bound.payload())).doesNotHaveDuplicates();
    }

    @Test
    @Tag("security:S-02")
    void everyFieldAndTheCiphertextTakePartInTheRowMac() {
        List<String> inputs = new ArrayList<>();
        each().forEach(bound -> inputs.add(hex(bound.row(new byte[] {7}))));
        inputs.add(hex(each().getFirst().row(new byte[] {8})));
        each().forEach(bound -> inputs.add(hex(bound.payload())));
        assertThat(inputs).doesNotHaveDuplicates();
    }

    @Test
    @Tag("security:S-03")
    void whoseARecordIsAndItsMacTakePartInTheSet() {
        List<String> elements = new ArrayList<>();
        for (Bound bound : each()) {
            elements.add(hex(bound.binding.element(row(bound, (byte) 1))));
        }
        // Those fields of the row that its MAC stands for.
        assertThat(elements.stream().distinct()).hasSize(each().size() - 5);
        assertThat(elements)
                .doesNotContain(
                        hex(each().getFirst().binding.element(row(each().getFirst(), (byte) 2))));
    }

    private static StoredRecord row(Bound bound, byte mac) {
        return new StoredRecord(
                bound.place,
                bound.revision,
                bound.state,
                bound.due,
                bound.clear,
                new byte[0],
                new byte[] {mac});
    }

    @Test
    @Tag("security:S-02")
    void aKeyIsBoundToItsDeploymentTenantAndScope() {
        Binding system = Binding.ofSystem(DEPLOYMENT);
        assertThat(
                        List.of(
                                hex(system.scopeKey("vault")),
                                hex(system.of(TENANT).scopeKey("vault")),
                                hex(system.of(TENANT).scopeKey("other")),
                                hex(Binding.ofSystem(new UUID(1, 2)).of(TENANT).scopeKey("vault")),
                                hex(system.rootKey(1)),
                                hex(system.rootKey(2)),
                                hex(system.purposeKey())))
                .doesNotHaveDuplicates();
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
