package dev.keyward.vault;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.keyward.crypto.encoding.CanonicalReader;
import dev.keyward.crypto.encoding.CanonicalWriter;
import dev.keyward.crypto.sealing.PassphraseSeal;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.records.RecordScope;
import dev.keyward.records.Sealed;
import dev.keyward.vault.objects.Belongings;
import dev.keyward.vault.objects.Evidence;
import dev.keyward.vault.objects.Foundation;
import dev.keyward.vault.rows.Attempts;
import dev.keyward.vault.rows.Wiping;
import dev.keyward.vault.vaults.Vault;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/// Takes what a vault holds to a vault of another deployment, sealed under a passphrase: every key,
/// secret and certificate, live and deleted, with all versions, attributes, tags and policies, and
/// the certificate issuers and contacts, the certificates that wait for a merge, and what others
/// keep of the vault: its certificate authority. Orders with issuers stay behind, since an order
/// can't be had twice.
///
/// Backups of single objects open in the deployment that made them alone; this is for development
/// servers, where the keys are worth nothing. Safe for use by several threads.
public final class VaultTransfer {
    /// So much content is sealed as a whole, in memory (decision 16).
    private static final int MOST_MEBIBYTES = 32;

    private static final int FORMAT = 4;

    /// Without what waits for a merge, and without an authority.
    private static final int FORMER = 3;

    private static final int SHORTEST_PASSPHRASE = 12;
    private static final int LONGEST_PASSPHRASE = 1_024;
    private static final String LABEL = "vault-contents";

    private final Foundation on;
    private final PassphraseSeal seal;
    private final Parts<Belongings> parts;

    /// @param authority the certificate authority of the vault
    public VaultTransfer(Foundation foundation, VaultObjects objects, Belongings authority) {
        this.on = foundation;
        this.seal = new PassphraseSeal(foundation.random());
        this.parts =
                new Parts<>(
                        objects.keys().belongings(),
                        objects.secrets().belongings(),
                        objects.certificates().belongings(),
                        objects.issuers().belongings(),
                        objects.contacts().belongings(),
                        objects.certificates().waiting(),
                        authority);
    }

    /// One thing for each part of a vault, in the order of an export.
    private record Parts<T>(
            T keys, T secrets, T certificates, T issuers, T contacts, T operations, T authority) {
        /// One part after the other.
        <R> Parts<R> map(Function<T, R> each) {
            return new Parts<>(
                    each.apply(keys),
                    each.apply(secrets),
                    each.apply(certificates),
                    each.apply(issuers),
                    each.apply(contacts),
                    each.apply(operations),
                    each.apply(authority));
        }

        List<T> all() {
            return List.of(keys, secrets, certificates, issuers, contacts, operations, authority);
        }
    }

    /// How many there are; the keys and secrets of certificates aren't counted again.
    ///
    /// @param objects what can be used or recovered
    /// @param operations certificates that wait for a merge
    /// @param authorities roots and intermediates of the vault's own
    public record Counts(
            Objects objects, int issuers, int contacts, int operations, int authorities) {
        /// @param deleted keys, secrets and certificates that can be recovered
        public record Objects(int keys, int secrets, int certificates, int deleted) {}

        private static Counts of(Parts<Belongings.Count> counted) {
            return new Counts(
                    new Objects(
                            counted.keys.live(),
                            counted.secrets.live(),
                            counted.certificates.live(),
                            counted.keys.deleted()
                                    + counted.secrets.deleted()
                                    + counted.certificates.deleted()),
                    counted.issuers.live(),
                    counted.contacts.live(),
                    counted.operations.live(),
                    counted.authority.live());
        }
    }

    /// @param value opaque
    public record Export(Counts counts, byte[] value) {
        @Override
        public String toString() {
            return "Export[" + counts + "]";
        }
    }

    /// Each object as it is when its turn comes. Takes about half a second.
    ///
    /// @param passphrase 12 to 1024 bytes of UTF-8
    /// @throws VaultException with `BadParameter` for another passphrase, `ExportTooLarge` for more
    ///   than 32 MiB of content
    public Export export(Vault vault, SecretBytes passphrase) {
        if (passphrase.length() < SHORTEST_PASSPHRASE || passphrase.length() > LONGEST_PASSPHRASE) {
            throw new VaultException(
                    new VaultError.BadParameter("passphrase", "12 to 1024 bytes of UTF-8"));
        }
        try (CanonicalWriter out = CanonicalWriter.of(LABEL, FORMAT)) {
            Counts counts = Counts.of(parts.map(part -> part.writeAll(out, vault.id())));
            try (SecretBytes plain = out.toSecretBytes()) {
                if (plain.length() > MOST_MEBIBYTES << 20) {
                    throw new VaultException(new VaultError.ExportTooLarge(MOST_MEBIBYTES));
                }
                return new Export(counts, seal.seal(passphrase, label(), plain));
            }
        }
    }

    /// Brings all objects of an export into a vault in one change, or none. Takes about half a
    /// second before it returns.
    ///
    /// @return fails with `RestoreConflict`, `DeletedButRecoverable` or `NameTaken` if one of the
    ///   names isn't free, with `ImportCollides` or `AuthorityInTheWay` if what stands beside the
    ///   objects is there already, with `ObjectQuotaExceeded` if they are too many
    /// @throws VaultException with `ExportUnreadable` if the passphrase isn't that of the export or
    ///   a bit of it was changed
    public CompletionStage<Counts> importInto(
            Vault vault, SecretBytes passphrase, byte[] value, Evidence<Counts> evidence) {
        SecretBytes plain =
                seal.open(passphrase, label(), value).orElseThrow(VaultTransfer::unreadable);
        return Wiping.after(plain, () -> Attempts.run(() -> write(vault, plain, evidence)));
    }

    /// What [#importInto] does with content that it opened.
    CompletionStage<Counts> write(Vault vault, SecretBytes plain, Evidence<Counts> evidence) {
        RecordScope scope = on.records().vault(vault.id());
        Parts<Belongings.Arrived> arrived = read(vault, plain);
        List<Sealed> rows =
                arrived.all().stream().flatMap(part -> part.rows().get().stream()).toList();
        Counts counts = Counts.of(arrived.map(Belongings.Arrived::count));
        return on.vaults()
                .write(
                        vault.id(),
                        rows,
                        tx -> {
                            scope.put(tx, rows);
                            tx.evidence(evidence.of(counts));
                            return counts;
                        });
    }

    private Parts<Belongings.Arrived> read(Vault vault, SecretBytes plain) {
        try {
            return CanonicalReader.read(plain, LABEL, in -> read(vault, in));
        } catch (VaultException _) {
            // Of another format: nothing else gets past the seal.
            throw unreadable();
        }
    }

    @SuppressWarnings("ReferenceEquality") // Which of the parts it is.
    private Parts<Belongings.Arrived> read(Vault vault, CanonicalReader in) {
        boolean whole = in.formatVersion() != FORMER;
        if (whole) {
            in.expectFormat(FORMAT);
        }
        return parts.map(part ->
                whole || part != parts.operations && part != parts.authority
                        ? part.readAll(in, vault.id())
                        : Belongings.Arrived.NOTHING);
    }

    private static byte[] label() {
        return LABEL.getBytes(US_ASCII);
    }

    private static VaultException unreadable() {
        return new VaultException(new VaultError.ExportUnreadable());
    }
}
