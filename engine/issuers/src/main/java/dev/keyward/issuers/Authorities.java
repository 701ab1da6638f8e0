package dev.keyward.issuers;

import dev.keyward.crypto.certificates.X509Authorities;
import dev.keyward.crypto.certificates.X509Signer;
import dev.keyward.crypto.keys.Keys;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.model.VaultId;
import dev.keyward.records.Draft;
import dev.keyward.records.OpenRecord;
import dev.keyward.records.RecordId;
import dev.keyward.records.RecordScope;
import dev.keyward.records.Sealed;
import dev.keyward.records.Stages;
import dev.keyward.store.Page;
import dev.keyward.vault.objects.Foundation;
import dev.keyward.vault.vaults.Vault;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The roots and intermediates of all vaults: made when first needed, and anew before an old one
/// would be outlived by what it signs.
final class Authorities {
    /// Of a root.
    static final Duration ROOT_LIFE = Duration.ofDays(3653);

    /// Of an intermediate; longer than anything it signs.
    static final Duration INTERMEDIATE_LIFE = Duration.ofDays(5 * 365);

    /// Clocks of those who look at a certificate may be behind.
    private static final Duration BACKDATED = Duration.ofHours(1);

    private static final int MOST = 1_000;

    private final Foundation on;
    private final Keys keys;
    private final Addresses addresses;
    private final Function<AuthorityDeed, byte[]> evidence;

    Authorities(
            Foundation on,
            Keys keys,
            Addresses addresses,
            Function<AuthorityDeed, byte[]> evidence) {
        this.on = on;
        this.keys = keys;
        this.addresses = addresses;
        this.evidence = evidence;
    }

    /// Made when used, so that its libraries aren't loaded at every start.
    private X509Authorities x509() {
        return new X509Authorities(keys, on.random());
    }

    /// An intermediate that is valid until then, and longer.
    ///
    /// @param until at most [#INTERMEDIATE_LIFE] from now
    Authority intermediate(Vault vault, Instant until) {
        Optional<Authority> newest = newest(vault.id(), Authority.Role.INTERMEDIATE);
        return newest.filter(found -> found.notAfter().isAfter(until))
                .orElseGet(() ->
                        made(
                                vault,
                                newIntermediate(
                                        vault, newest.map(Authority::generation).orElse(0) + 1)));
    }

    Optional<Authority> find(VaultId vault, String name) {
        return scope(vault).get(RecordId.of(Authority.KIND, name)).map(Authority::read);
    }

    private Authority newIntermediate(Vault vault, int generation) {
        Instant end = start().plus(BACKDATED).plus(INTERMEDIATE_LIFE);
        Optional<Authority> newest = newest(vault.id(), Authority.Role.ROOT);
        Authority root =
                newest.filter(found -> found.notAfter().isAfter(end))
                        .orElseGet(() ->
                                made(
                                        vault,
                                        newRoot(
                                                vault,
                                                newest.map(Authority::generation).orElse(0) + 1)));
        SecretBytes pkcs8 = keys.generate(Authority.KEY);
        byte[] certificate =
                x509().intermediate(
                                root.signer(),
                                pkcs8,
                                subject(vault, Authority.Role.INTERMEDIATE, generation),
                                new X509Signer.Validity(start(), end),
                                addresses.of(vault, root.name()));
        return new Authority(
                Authority.Role.INTERMEDIATE,
                generation,
                end,
                certificate,
                pkcs8,
                root.generation());
    }

    private Authority newRoot(Vault vault, int generation) {
        Instant end = start().plus(BACKDATED).plus(ROOT_LIFE);
        SecretBytes pkcs8 = keys.generate(Authority.KEY);
        byte[] certificate =
                x509().root(
                                Authority.KEY,
                                pkcs8,
                                subject(vault, Authority.Role.ROOT, generation),
                                new X509Signer.Validity(start(), end));
        return new Authority(Authority.Role.ROOT, generation, end, certificate, pkcs8, generation);
    }

    /// Names of authorities differ wherever their keys do, also between vaults that had the same
    /// name one after the other.
    private static String subject(Vault vault, Authority.Role role, int generation) {
        return "CN="
                + vault.name()
                + " "
                + role.name(generation)
                + " "
                + vault.id().toString().substring(0, 8)
                + ",O=Keyward";
    }

    /// Stores one. If somebody else made it at the same time, theirs counts.
    private Authority made(Vault vault, Authority authority) {
        RecordScope scope = scope(vault.id());
        RecordId place = RecordId.of(Authority.KIND, authority.name());
        Sealed sealed;
        try (SecretBytes payload = authority.payload()) {
            sealed = scope.seal(Draft.create(place, 0, authority.clear(), payload));
        }
        try {
            return Stages.join(
                    on.store()
                            .change(tx -> {
                                scope.put(tx, sealed);
                                tx.evidence(
                                        evidence.apply(
                                                new AuthorityDeed.AuthorityMade(
                                                        vault.id(), authority.name())));
                                return authority;
                            }));
        } catch (VaultException refusal) {
            if (refusal.error() instanceof VaultError.Conflict) {
                authority.pkcs8().close();
                return find(vault.id(), authority.name()).orElseThrow(() -> refusal);
            }
            throw refusal;
        }
    }

    private Optional<Authority> newest(VaultId vault, Authority.Role role) {
        RecordScope scope = scope(vault);
        List<OpenRecord> rows = scope.list(Page.first(scope.id(), Authority.KIND, MOST));
        return rows.stream()
                .map(Authority::read)
                .filter(each -> each.role() == role)
                .max(Comparator.comparingInt(Authority::generation));
    }

    private RecordScope scope(VaultId vault) {
        return on.records().vault(vault);
    }

    /// For certain: an authority that begins in a wrong clock's future is of no use, and would be
    /// the newest for years.
    private Instant start() {
        return on.clock().certain().truncatedTo(ChronoUnit.SECONDS).minus(BACKDATED);
    }
}
