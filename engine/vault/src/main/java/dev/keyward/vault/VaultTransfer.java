package dev.keyward.vault;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.keyward.crypto.encoding.CanonicalReader;
import dev.keyward.crypto.encoding.CanonicalWriter;
import dev.keyward.crypto.sealing.PassphraseSeal;
import dev.keyward.model.ObjectName;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.model.VaultId;
import dev.keyward.records.RecordScope;
import dev.keyward.records.Sealed;
import dev.keyward.vault.certificates.CertificateContent;
import dev.keyward.vault.certificates.Enrolment;
import dev.keyward.vault.contacts.Contact;
import dev.keyward.vault.issuers.Issuer;
import dev.keyward.vault.keys.KeyContent;
import dev.keyward.vault.objects.Belongings;
import dev.keyward.vault.objects.Evidence;
import dev.keyward.vault.objects.Foundation;
import dev.keyward.vault.rows.Attempts;
import dev.keyward.vault.secrets.SecretContent;
import dev.keyward.vault.stored.Backups;
import dev.keyward.vault.stored.Backups.Counted;
import dev.keyward.vault.stored.SideRows;
import dev.keyward.vault.vaults.Vault;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

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

    private static final Belongings.Arrived NONE =
            new Belongings.Arrived() {
                @Override
                public int count() {
                    return 0;
                }

                @Override
                public List<Sealed> rows(VaultId vault) {
                    return List.of();
                }
            };

    private final Foundation on;
    private final PassphraseSeal seal;
    private final Backups<KeyContent> keys;
    private final Backups<SecretContent> secrets;
    private final Backups<CertificateContent> certificates;
    private final SideRows<Issuer> issuers;
    private final SideRows<List<Contact>> contacts;
    private final SideRows<Enrolment> enrolments;
    private final Belongings authority;

    /// @param authority the certificate authority of the vault
    public VaultTransfer(Foundation foundation, VaultObjects objects, Belongings authority) {
        this.on = foundation;
        this.seal = new PassphraseSeal(foundation.random());
        this.keys = objects.keys().backups();
        this.secrets = objects.secrets().backups();
        this.certificates = objects.certificates().backups();
        this.issuers = objects.issuers().rows();
        this.contacts = objects.contacts().rows();
        this.enrolments = objects.certificates().enrolments();
        this.authority = authority;
    }

    /// How many there are; the keys and secrets of certificates aren't counted again.
    ///
    /// @param objects what can be used or recovered
    /// @param operations certificates that wait for a merge
    /// @param authorities roots and intermediates of the vault's own
    public record Counts(
            Objects objects, int issuers, int contacts, int operations, int authorities) {
        /// @param deleted keys, secrets and certificates that can be recovered
        public record Objects(int keys, int secrets, int certificates, int deleted) {
            private static Objects of(Counted keys, Counted secrets, Counted certificates) {
                return new Objects(
                        keys.live(),
                        secrets.live(),
                        certificates.live(),
                        keys.deleted() + secrets.deleted() + certificates.deleted());
            }
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
        CanonicalWriter out = CanonicalWriter.of(LABEL, FORMAT);
        Counted itsKeys = keys.writeAll(out, vault.id());
        Counted itsSecrets = secrets.writeAll(out, vault.id());
        Counted itsCertificates = certificates.writeAll(out, vault.id());
        Counts counts =
                new Counts(
                        Counts.Objects.of(itsKeys, itsSecrets, itsCertificates),
                        issuers.writeAll(out, vault.id()),
                        contacts.writeAll(out, vault.id()),
                        enrolments.writeAll(out, vault.id(), Enrolment::waitsForMerge),
                        authority.writeAll(out, vault.id()));
        try (SecretBytes plain = out.toSecretBytes()) {
            if (plain.length() > MOST_MEBIBYTES << 20) {
                throw new VaultException(new VaultError.ExportTooLarge(MOST_MEBIBYTES));
            }
            return new Export(counts, seal.seal(passphrase, label(), plain));
        }
    }

    /// Brings all objects of an export into a vault in one change, or none. Takes about half a
    /// second before it returns.
    ///
    /// @return fails with `RestoreConflict`, `DeletedButRecoverable` or `NameTaken` if one of the
    ///   names isn't free, with `ImportCollides` or `AuthorityInTheWay` if what stands beside the
    ///   objects is there already
    /// @throws VaultException with `ExportUnreadable` if the passphrase isn't that of the export or
    ///   a bit of it was changed
    public CompletionStage<Counts> importInto(
            Vault vault, SecretBytes passphrase, byte[] value, Evidence<Counts> evidence) {
        SecretBytes plain =
                seal.open(passphrase, label(), value).orElseThrow(VaultTransfer::unreadable);
        return Attempts.run(() -> write(vault, plain, evidence))
                .whenComplete((_, _) -> plain.close());
    }

    private CompletionStage<Counts> write(
            Vault vault, SecretBytes plain, Evidence<Counts> evidence) {
        RecordScope scope = on.records().vault(vault.id());
        Contents contents = read(vault, scope, plain);
        List<Sealed> rows = new ArrayList<>();
        contents.objects().forEach(found -> rows.addAll(found.rows().get()));
        rows.addAll(beside(vault, issuers, contents.issuers, "certificate issuer"));
        rows.addAll(beside(vault, contacts, contents.contacts, "list of"));
        rows.addAll(beside(vault, enrolments, contents.operations, "certificate operation of"));
        rows.addAll(contents.authority.rows(vault.id()));
        Counts counts = contents.counts();
        return on.store()
                .change(tx -> {
                    scope.put(tx, rows);
                    tx.evidence(evidence.of(counts));
                    return counts;
                });
    }

    private static <T extends Object> List<Sealed> beside(
            Vault vault, SideRows<T> rows, List<SideRows.Row<T>> read, String what) {
        List<Sealed> sealed = new ArrayList<>();
        for (SideRows.Row<T> row : read) {
            ObjectName name = new ObjectName(row.name());
            if (rows.find(vault.id(), name).isPresent()) {
                throw new VaultException(new VaultError.ImportCollides(what, name));
            }
            sealed.add(rows.seal(vault.id(), name, row.value(), 0));
        }
        return sealed;
    }

    private record Contents(
            List<Backups.Found> keys,
            List<Backups.Found> secrets,
            List<Backups.Found> certificates,
            List<SideRows.Row<Issuer>> issuers,
            List<SideRows.Row<List<Contact>>> contacts,
            List<SideRows.Row<Enrolment>> operations,
            Belongings.Arrived authority) {
        Counts counts() {
            return new Counts(
                    Counts.Objects.of(counted(keys), counted(secrets), counted(certificates)),
                    issuers.size(),
                    contacts.size(),
                    operations.size(),
                    authority.count());
        }

        private static Counted counted(List<Backups.Found> found) {
            int live = (int) found.stream().filter(Backups.Found::live).count();
            return new Counted(live, found.size() - live);
        }

        Stream<Backups.Found> objects() {
            return Stream.of(keys, secrets, certificates).flatMap(List::stream);
        }
    }

    private Contents read(Vault vault, RecordScope scope, SecretBytes plain) {
        try {
            return CanonicalReader.read(plain, LABEL, in -> read(vault, scope, in));
        } catch (VaultException _) {
            // Of another format: nothing else gets past the seal.
            throw unreadable();
        }
    }

    private Contents read(Vault vault, RecordScope scope, CanonicalReader in) {
        boolean whole = in.formatVersion() != FORMER;
        if (whole) {
            in.expectFormat(FORMAT);
        }
        return new Contents(
                keys.readAll(in, vault.id(), scope),
                secrets.readAll(in, vault.id(), scope),
                certificates.readAll(in, vault.id(), scope),
                issuers.readAll(in),
                contacts.readAll(in),
                whole ? enrolments.readAll(in) : List.of(),
                whole ? authority.readAll(in) : NONE);
    }

    private static byte[] label() {
        return LABEL.getBytes(US_ASCII);
    }

    private static VaultException unreadable() {
        return new VaultException(new VaultError.ExportUnreadable());
    }
}
