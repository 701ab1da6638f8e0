package dev.keyward.vault;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.keyward.crypto.CanonicalReader;
import dev.keyward.crypto.CanonicalWriter;
import dev.keyward.crypto.PassphraseSeal;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.records.RecordScope;
import dev.keyward.records.Sealed;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/// Takes what a vault holds to a vault of another deployment, sealed under a passphrase: every live
/// key, secret and certificate with all versions, attributes, tags and policies.
///
/// Backups of single objects open in the deployment that made them alone; this is for development
/// servers, where the keys are worth nothing. Deleted objects, issuers and contacts stay behind.
/// Safe for use by several threads.
public final class VaultTransfer {
    /// So much content an import takes: what base64 makes of it fits the longest request.
    private static final int MOST_BYTES = 1_500_000;

    private static final int SHORTEST_PASSPHRASE = 12;
    private static final int LONGEST_PASSPHRASE = 1_024;
    private static final String LABEL = "vault-contents";

    private final Foundation on;
    private final PassphraseSeal seal;
    private final Backups<KeyContent> keys;
    private final Backups<SecretContent> secrets;
    private final Backups<CertificateContent> certificates;

    public VaultTransfer(Foundation foundation, VaultObjects objects) {
        this.on = foundation;
        this.seal = new PassphraseSeal(foundation.random());
        this.keys = objects.keys().backups();
        this.secrets = objects.secrets().backups();
        this.certificates = objects.certificates().rows().objects().backups();
    }

    /// How many objects; the keys and secrets of certificates aren't counted again.
    public record Counts(int keys, int secrets, int certificates) {}

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
    /// @throws VaultException with `BadParameter` for another passphrase, `Arm` (400) for more than
    ///   1.5 million bytes of content
    public Export export(Vault vault, SecretBytes passphrase) {
        if (passphrase.length() < SHORTEST_PASSPHRASE || passphrase.length() > LONGEST_PASSPHRASE) {
            throw new VaultException(
                    new VaultError.BadParameter("passphrase", "12 to 1024 bytes of UTF-8"));
        }
        CanonicalWriter out = CanonicalWriter.of(LABEL, Backups.FORMAT);
        Counts counts =
                new Counts(
                        keys.writeAll(out, vault.id()),
                        secrets.writeAll(out, vault.id()),
                        certificates.writeAll(out, vault.id()));
        try (SecretBytes plain = out.toSecretBytes()) {
            if (plain.length() > MOST_BYTES) {
                throw refusal("The vault holds more than an import takes: 1.5 million bytes.");
            }
            return new Export(counts, seal.seal(passphrase, label(), plain));
        }
    }

    /// Brings all objects of an export into a vault in one change, or none. Takes about half a
    /// second before it returns.
    ///
    /// @return fails with `RestoreConflict`, `DeletedButRecoverable` or `NameTaken` if one of the
    ///   names isn't free
    /// @throws VaultException with `Arm` (400) if the passphrase isn't that of the export or a bit
    ///   of it was changed
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
        List<Backups.Ready> ready = contents.all().stream().map(Supplier::get).toList();
        List<Sealed> rows = new ArrayList<>();
        ready.forEach(each -> rows.addAll(each.rows()));
        Counts counts = contents.counts();
        return on.store()
                .<Counts>change(tx -> {
                    scope.put(tx, rows);
                    tx.evidence(evidence.of(counts));
                    return counts;
                })
                .whenComplete((_, _) -> ready.forEach(each -> each.written().run()));
    }

    private record Contents(
            List<Supplier<Backups.Ready>> keys,
            List<Supplier<Backups.Ready>> secrets,
            List<Supplier<Backups.Ready>> certificates) {
        Counts counts() {
            return new Counts(keys.size(), secrets.size(), certificates.size());
        }

        List<Supplier<Backups.Ready>> all() {
            List<Supplier<Backups.Ready>> all = new ArrayList<>(keys);
            all.addAll(secrets);
            all.addAll(certificates);
            return all;
        }
    }

    private Contents read(Vault vault, RecordScope scope, SecretBytes plain) {
        try {
            return CanonicalReader.read(
                    plain,
                    LABEL,
                    in ->
                            new Contents(
                                    keys.readAll(in, vault.id(), scope),
                                    secrets.readAll(in, vault.id(), scope),
                                    certificates.readAll(in, vault.id(), scope)));
        } catch (VaultException _) {
            // Of a later format: nothing else gets past the seal.
            throw unreadable();
        }
    }

    private static byte[] label() {
        return LABEL.getBytes(US_ASCII);
    }

    private static VaultException unreadable() {
        return refusal(
                "The passphrase isn't that of the export, or the export was changed or is of another"
                        + " version.");
    }

    private static VaultException refusal(String message) {
        return new VaultException(new VaultError.Arm(400, "BadRequest", message));
    }
}
