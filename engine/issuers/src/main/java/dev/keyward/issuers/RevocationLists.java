package dev.keyward.issuers;

import dev.keyward.crypto.certificates.X509Authorities;
import dev.keyward.crypto.encoding.CanonicalWriter;
import dev.keyward.crypto.keys.Keys;
import dev.keyward.model.VaultId;
import dev.keyward.records.Draft;
import dev.keyward.records.OpenRecord;
import dev.keyward.records.RecordId;
import dev.keyward.records.RecordScope;
import dev.keyward.records.Stages;
import dev.keyward.vault.objects.Foundation;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The revocation lists of authorities (RFC 5280 5). Each is signed anew when something was revoked
/// here, else once an hour, and only when somebody asks: so asking without an account costs a
/// signature an hour at most.
final class RevocationLists {
    /// From one list to the time by which there is a newer one.
    static final Duration LIFE = Duration.ofDays(7);

    /// How long one is given out again, and so how long a revocation on another node stays unseen.
    static final Duration FRESH = Duration.ofHours(1);

    static final String KIND = "revocation-list";

    private final Foundation on;
    private final Keys keys;
    private final IssuedCertificates issued;
    private final Map<Place, Kept> lists = new ConcurrentHashMap<>();

    RevocationLists(Foundation on, Keys keys, IssuedCertificates issued) {
        this.on = on;
        this.keys = keys;
        this.issued = issued;
    }

    private record Place(VaultId vault, String authority) {}

    private record Kept(byte[] list, Instant made) {
        boolean isFresh(Instant now) {
            return !made.isAfter(now) && made.plus(FRESH).isAfter(now);
        }
    }

    /// @return DER
    byte[] of(VaultId vault, Authority authority) {
        Instant now = on.clock().instant().truncatedTo(ChronoUnit.SECONDS);
        return lists.compute(
                        new Place(vault, authority.name()),
                        (_, kept) ->
                                kept != null && kept.isFresh(now)
                                        ? kept
                                        : new Kept(made(vault, authority, now), now))
                .list()
                .clone();
    }

    void changed(VaultId vault, String authority) {
        lists.remove(new Place(vault, authority));
    }

    void forget(VaultId vault) {
        lists.keySet().removeIf(place -> place.vault().equals(vault));
    }

    private byte[] made(VaultId vault, Authority authority, Instant now) {
        // The number first: what is revoked after it may be in this list or the next.
        long number = nextNumber(vault, authority);
        return new X509Authorities(keys, on.random())
                .revocationList(
                        authority.signer(),
                        new X509Authorities.ListTimes(number, now, now.plus(LIFE)),
                        issued.revoked(vault, authority.name(), on.clock().certain()).stream()
                                .map(IssuedCertificate::entry)
                                .toList());
    }

    private long nextNumber(VaultId vault, Authority authority) {
        RecordScope scope = on.records().vault(vault);
        RecordId place = RecordId.of(KIND, authority.name());
        return Stages.join(
                on.store()
                        .change(tx -> {
                            Optional<OpenRecord> row = scope.get(tx, place);
                            long next =
                                    1
                                            + row.map(found ->
                                                            found.<Long>clear(
                                                                    KIND,
                                                                    in ->
                                                                            in.expectFormat(1)
                                                                                    .number()))
                                                    .orElse(0L);
                            scope.put(
                                    tx,
                                    scope.seal(
                                            new Draft(
                                                    place,
                                                    row.map(OpenRecord::revision).orElse(0L),
                                                    0,
                                                    0,
                                                    CanonicalWriter.of(KIND, 1)
                                                            .number(next)
                                                            .toBytes(),
                                                    null)));
                            return next;
                        }));
    }
}
