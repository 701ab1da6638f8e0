package dev.keyward.vault.certificates;

import dev.keyward.crypto.encoding.CanonicalReader;
import dev.keyward.model.Attributes;
import dev.keyward.model.ObjectName;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.model.VaultId;
import dev.keyward.model.certificates.CertificatePolicy;
import dev.keyward.records.Sealed;
import dev.keyward.vault.contacts.ContactLetters;
import dev.keyward.vault.issuers.VaultIssuers;
import dev.keyward.vault.keys.VaultKeys;
import dev.keyward.vault.objects.AttributeChange;
import dev.keyward.vault.objects.Belongings;
import dev.keyward.vault.objects.Evidence;
import dev.keyward.vault.objects.Foundation;
import dev.keyward.vault.objects.LifeCycle;
import dev.keyward.vault.rows.Attempts;
import dev.keyward.vault.secrets.VaultSecrets;
import dev.keyward.vault.stored.Head;
import dev.keyward.vault.stored.JointRows;
import dev.keyward.vault.stored.Renewer;
import dev.keyward.vault.stored.SideRows;
import dev.keyward.vault.upkeep.Chore;
import dev.keyward.vault.upkeep.Deed;
import dev.keyward.vault.vaults.Vault;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The certificates of all vaults (data-plane-certificates.md). Safe for use by several threads.
///
/// Every version is three objects with one version id: the certificate, its key and its secret,
/// which are written, disabled, deleted and restored together. A version is begun by [#create] and
/// comes into being when [Enrolments] has it issued or [#merge] brings what somebody else issued;
/// an import makes one at once. Who may do what was decided before.
public final class VaultCertificates {
    private final CertificateRows rows;
    private final CertificateMaking making;
    private final ContactNotices notices;
    private final Foundation on;

    /// @param letters to the contacts of a vault
    public VaultCertificates(
            Foundation foundation,
            VaultKeys keys,
            VaultSecrets secrets,
            VaultIssuers issuers,
            ContactLetters letters) {
        this.on = foundation;
        this.rows = new CertificateRows(foundation, keys, secrets);
        this.making = new CertificateMaking(foundation, rows, issuers);
        this.notices = new ContactNotices(rows, letters);
    }

    /// Lists, deletion and backup, of certificates with their keys and secrets.
    public LifeCycle<Certificate> lifeCycle() {
        return rows.objects();
    }

    /// Purge at the end of the retention, and notices of expiry. [Enrolments] and [Renewals] are
    /// the other chores.
    ///
    /// @param evidence makes the audit record of a deed
    public Chore chore(Function<Deed, byte[]> evidence) {
        return rows.objects().chore(Renewer.NONE, evidence);
    }

    /// Those of a vault with their keys and secrets, on their way to another deployment.
    public Belongings belongings() {
        return rows.objects().belongings();
    }

    /// Versions that wait for a merge, on their way to another deployment; orders with issuers stay
    /// behind.
    public Belongings waiting() {
        return rows.enrolments().belongings("certificate operation of", Enrolment::waitsForMerge);
    }

    CertificateRows rows() {
        return rows;
    }

    CertificateMaking making() {
        return making;
    }

    ContactNotices notices() {
        return notices;
    }

    /// @param version as the caller wrote it; null or empty for the current one
    /// @throws VaultException with `ObjectNotFound`; one that isn't issued yet is found
    public Certificate get(Vault vault, ObjectName name, @Nullable String version) {
        return rows.objects().get(vault, name, version);
    }

    /// A version with all that is told of it, if all of it is in memory; by one look-up of each.
    ///
    /// @param version as the caller wrote it; null or empty for the current one
    public Optional<ShownCertificate> inMemory(
            Vault vault, ObjectName name, @Nullable String version) {
        return rows.inMemory(vault, name, version);
    }

    /// A version, live or deleted, with all that is told of it.
    public ShownCertificate shown(Vault vault, Certificate certificate) {
        return new ShownCertificate(
                certificate,
                policy(vault, certificate.name()).orElse(null),
                hasOperation(vault, certificate.name()));
    }

    /// Whether a record of the last making of a version is there.
    boolean hasOperation(Vault vault, ObjectName name) {
        return rows.hasEnrolment(vault.id(), name);
    }

    /// The policy of a certificate, live or deleted; empty where there is no certificate.
    public Optional<HeldPolicy> policy(Vault vault, ObjectName name) {
        return rows.policy(vault.id(), name);
    }

    /// The making of the last version that was begun.
    ///
    /// @param requestId null for whichever it is
    /// @throws VaultException with `PendingCertificateNotFound`
    public CertificateOperation operation(
            Vault vault, ObjectName name, @Nullable String requestId) {
        CertificateOperation operation = rows.enrolment(vault.id(), name).value().operation();
        if (requestId != null && !requestId.equalsIgnoreCase(operation.requestId())) {
            throw CertificateRows.pendingNotFound(name);
        }
        return operation;
    }

    /// Begins a version: makes its key and the request for it. RSA takes its time before the method
    /// returns. [Enrolments#proceed] takes it on.
    ///
    /// @return fails with `DeletedButRecoverable`, `NameTaken` or `CertificateInProgress`
    /// @throws VaultException with these, or `BadParameter`
    public CompletionStage<CertificateOperation> create(
            Vault vault,
            ObjectName name,
            NewCertificate wanted,
            Evidence<CertificateOperation> evidence) {
        return making.create(vault, name, wanted, evidence);
    }

    /// Makes a version of what was issued elsewhere, key and all. RSA keys take up to half a second
    /// to check before the method returns.
    ///
    /// @return fails with `DeletedButRecoverable`, `NameTaken` or `CertificateInProgress`
    /// @throws VaultException with `BadRequestText` or `BadParameter` for what can't be taken
    public CompletionStage<Certificate> importCertificate(
            Vault vault,
            ObjectName name,
            CertificateImport wanted,
            Evidence<Certificate> evidence) {
        return making.importCertificate(vault, name, wanted, evidence);
    }

    /// Completes the version that was begun with a certificate that was issued for its request.
    ///
    /// @return fails with `PendingCertificateNotFound`, `MergeForbidden`, or `BadParameter` if the
    ///   certificate is for another key
    /// @throws VaultException with `BadParameter` if it is none
    public CompletionStage<Certificate> merge(
            Vault vault, ObjectName name, CertificateMerge merge, Evidence<Certificate> evidence) {
        return making.merge(vault, name, merge, evidence);
    }

    /// Asks that the making of a version be given up; [Enrolments#proceed] does so.
    ///
    /// @return still in progress; fails with `PendingCertificateNotFound`, or `BadParameter` if
    ///   nothing is in progress
    public CompletionStage<CertificateOperation> cancel(
            Vault vault, ObjectName name, Evidence<CertificateOperation> evidence) {
        return Attempts.run(() -> {
            SideRows.Row<Enrolment> row = rows.enrolment(vault.id(), name);
            if (!row.value().isInProgress()) {
                throw new VaultException(
                        new VaultError.BadParameter(
                                "cancellation_requested",
                                "asked of an operation that is in progress"));
            }
            Enrolment canceled = row.value().cancellationRequested(rows.objects().certain());
            return rows.joint()
                    .write(
                            vault.id(),
                            null,
                            List.of(
                                    rows.enrolments()
                                            .seal(vault.id(), name, canceled, row.revision())),
                            canceled.operation(),
                            evidence);
        });
    }

    /// Removes the record of the making of a version, whatever its state. A version that wasn't
    /// issued stays as it is, for good.
    ///
    /// @return as it was; fails with `PendingCertificateNotFound`
    public CompletionStage<CertificateOperation> deleteOperation(
            Vault vault, ObjectName name, Evidence<CertificateOperation> evidence) {
        return Attempts.run(() -> {
            SideRows.Row<Enrolment> row = rows.enrolment(vault.id(), name);
            CertificateOperation operation = row.value().operation();
            return on.store()
                    .<CertificateOperation>change(tx -> {
                        rows.enrolments().delete(tx, vault.id(), name, row.revision());
                        tx.evidence(evidence.of(operation));
                        return operation;
                    });
        });
    }

    /// Changes a version, its key and its secret, and where wanted the policy.
    ///
    /// @param version as the caller wrote it; null or empty for the current one
    /// @return fails with `ObjectNotFound`
    public CompletionStage<Certificate> update(
            Vault vault,
            ObjectName name,
            @Nullable String version,
            CertificateChange change,
            Evidence<Certificate> evidence) {
        VaultId id = vault.id();
        JointRows<CertificateContent> joint = rows.joint();
        return Attempts.run(() -> {
            Head head = joint.live(id, name).orElseThrow(() -> joint.notFound(name, version));
            JointRows.Version<CertificateContent> before = joint.version(id, name, head, version);
            CertificateContent old = before.content();
            // What isn't issued can't be enabled.
            boolean enabled =
                    old.chain() != null
                            && (change.enabled() == null
                                    ? old.attributes().enabled()
                                    : change.enabled());
            Attributes attributes =
                    new AttributeChange(enabled, null, null)
                            .apply(old.attributes(), rows.objects().now());
            CertificateContent next =
                    new CertificateContent(
                            attributes,
                            old.chain(),
                            change.tags() == null ? old.tags() : change.tags(),
                            old.preserveOrder());
            List<Sealed> all = new ArrayList<>(rows.changed(id, name, before, next));
            if (change.policy() != null) {
                all.addAll(policyRow(id, name, head, change.policy(), null));
            }
            return rows.joint()
                    .write(id, head, all, CertificateRows.view(head, before.id(), next), evidence);
        });
    }

    /// Changes the policy; versions that are there stay as they are.
    ///
    /// @param enabled null to leave it
    /// @return fails with `ObjectNotFound`
    public CompletionStage<HeldPolicy> updatePolicy(
            Vault vault,
            ObjectName name,
            UnaryOperator<CertificatePolicy> change,
            @Nullable Boolean enabled,
            Evidence<HeldPolicy> evidence) {
        VaultId id = vault.id();
        return Attempts.run(() -> {
            Head head =
                    rows.joint()
                            .live(id, name)
                            .orElseThrow(() -> rows.joint().notFound(name, null));
            SideRows.Row<PolicyState> row =
                    rows.policies()
                            .find(id, name)
                            .orElseThrow(() -> CanonicalReader.malformed(PolicyCodec.LABEL));
            PolicyState next = changed(id, name, head, row.value(), change, enabled);
            return rows.joint()
                    .write(
                            id,
                            head,
                            List.of(rows.policies().seal(id, name, next, row.revision())),
                            next.held(),
                            evidence);
        });
    }

    private List<Sealed> policyRow(
            VaultId vault,
            ObjectName name,
            Head head,
            UnaryOperator<CertificatePolicy> change,
            @Nullable Boolean enabled) {
        return rows.policyChanged(
                vault, name, state -> changed(vault, name, head, state, change, enabled));
    }

    private PolicyState changed(
            VaultId vault,
            ObjectName name,
            Head head,
            PolicyState state,
            UnaryOperator<CertificatePolicy> change,
            @Nullable Boolean enabled) {
        PolicyState next =
                state.changed(
                        change.apply(state.held().policy()),
                        enabled == null ? state.held().enabled() : enabled,
                        rows.objects().now());
        return rows.content(vault, name, head.current())
                .filter(content -> content.chain() != null)
                .map(content -> next.planned(content.attributes()))
                .orElse(next);
    }
}
