package dev.keyward.vault.certificates;

import dev.keyward.model.Attributes;
import dev.keyward.model.Bug;
import dev.keyward.model.KeyParameters;
import dev.keyward.model.ObjectKind;
import dev.keyward.model.ObjectName;
import dev.keyward.model.ObjectVersion;
import dev.keyward.model.RotationPolicy;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.model.VaultId;
import dev.keyward.model.certificates.CertificatePolicy;
import dev.keyward.records.Sealed;
import dev.keyward.vault.keys.ManagedKeys;
import dev.keyward.vault.keys.VaultKeys;
import dev.keyward.vault.objects.Foundation;
import dev.keyward.vault.secrets.ManagedSecrets;
import dev.keyward.vault.secrets.VaultSecrets;
import dev.keyward.vault.stored.Agenda;
import dev.keyward.vault.stored.Appointment;
import dev.keyward.vault.stored.Head;
import dev.keyward.vault.stored.JointRows;
import dev.keyward.vault.stored.SideMemory;
import dev.keyward.vault.stored.SideRows;
import dev.keyward.vault.stored.Stored;
import dev.keyward.vault.stored.StoredObjects;
import dev.keyward.vault.vaults.Vault;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The rows of certificates, and of the keys and secrets that belong to them: what one change
/// writes together (data-plane-certificates.md, section 5).
final class CertificateRows {
    private final StoredObjects<CertificateContent, Certificate> objects;
    private final JointRows<CertificateContent> joint;
    private final SideRows<PolicyState> policies;
    private final SideRows<Enrolment> enrolments;
    private final SideMemory<PolicyState, HeldPolicy> seenPolicies;
    private final SideMemory<Enrolment, Boolean> seenEnrolments;
    private final ManagedKeys keys;
    private final ManagedSecrets secrets;
    private final IssuedContents contents;

    CertificateRows(Foundation on, VaultKeys keys, VaultSecrets secrets) {
        this.keys = keys.managed();
        this.secrets = secrets.managed();
        this.policies = new SideRows<>(PolicyCodec.LABEL, new PolicyCodec(), on.records());
        this.enrolments = new SideRows<>(EnrolmentCodec.LABEL, new EnrolmentCodec(), on.records());
        this.seenPolicies = new SideMemory<>(this.policies, PolicyState::held, on);
        this.seenEnrolments = new SideMemory<>(this.enrolments, _ -> true, on);
        this.objects =
                new StoredObjects<>(
                        ObjectKind.CERTIFICATE,
                        new CertificateCodec(),
                        CertificateRows::agenda,
                        CertificateContent::attributes,
                        CertificateRows::view,
                        CertificateRows::view,
                        on,
                        List.of(
                                this.policies,
                                this.enrolments,
                                this.keys.companion(),
                                this.secrets.companion()));
        this.joint = objects.joint();
        this.contents = new IssuedContents(on.random());
    }

    StoredObjects<CertificateContent, Certificate> objects() {
        return objects;
    }

    /// Certificates by themselves.
    JointRows<CertificateContent> joint() {
        return joint;
    }

    IssuedContents contents() {
        return contents;
    }

    SideRows<PolicyState> policies() {
        return policies;
    }

    SideRows<Enrolment> enrolments() {
        return enrolments;
    }

    /// For readers.
    Optional<HeldPolicy> policy(VaultId vault, ObjectName name) {
        return seenPolicies.find(vault, name);
    }

    /// For readers.
    boolean hasEnrolment(VaultId vault, ObjectName name) {
        return seenEnrolments.find(vault, name).isPresent();
    }

    /// A version with all that is told of it, if all of it is in memory.
    Optional<ShownCertificate> inMemory(Vault vault, ObjectName name, @Nullable String version) {
        return objects.inMemory(vault, name, version)
                .flatMap(certificate ->
                        seenPolicies
                                .inMemory(vault.id(), name)
                                .flatMap(policy ->
                                        seenEnrolments
                                                .inMemory(vault.id(), name)
                                                .map(enrolment ->
                                                        new ShownCertificate(
                                                                certificate.get(),
                                                                policy.orElse(null),
                                                                enrolment.isPresent()))));
    }

    /// From the store, so that its revision is what a change may build on.
    Optional<Head> head(VaultId vault, ObjectName name) {
        return joint.head(vault, name);
    }

    Optional<CertificateContent> content(VaultId vault, ObjectName name, ObjectVersion version) {
        return joint.content(vault, name, version);
    }

    /// The making of the last version that was begun.
    ///
    /// @throws VaultException with `PendingCertificateNotFound`
    SideRows.Row<Enrolment> enrolment(VaultId vault, ObjectName name) {
        return joint.live(vault, name)
                .flatMap(_ -> enrolments.find(vault, name))
                .orElseThrow(() -> pendingNotFound(name));
    }

    static VaultException pendingNotFound(ObjectName name) {
        return new VaultException(new VaultError.PendingCertificateNotFound(name.value()));
    }

    /// The key pair of a version that was made before. The caller wipes it.
    Optional<SecretBytes> key(
            VaultId vault, ObjectName name, ObjectVersion version, KeyParameters parameters) {
        return keys.pkcs8(vault, name, version, parameters);
    }

    /// @throws dev.keyward.model.VaultException with `NameTaken` or `DeletedButRecoverable`
    void checkFree(VaultId vault, ObjectName name) {
        keys.companion().checkFree(vault, name);
        secrets.companion().checkFree(vault, name);
    }

    /// An issued version with its key and secret, current from then on.
    ///
    /// @param head null where the certificate is new
    /// @param revision that of the version's row; 0 where there is none
    JointRows.Prepared completed(
            VaultId vault,
            ObjectName name,
            @Nullable Head head,
            ObjectVersion version,
            long revision,
            CertificateContent content,
            IssuedContents.KeyPair key,
            CertificatePolicy policy) {
        IssuedChain chain = content.chain();
        if (chain == null) {
            throw Bug.because("a certificate without a certificate can't be complete");
        }
        JointRows.Prepared certificate = joint.made(vault, head, name, version, content, revision);
        ObjectName itsName = certificate.head().name();
        List<Sealed> rows = new ArrayList<>(certificate.rows());
        rows.addAll(
                keys.add(
                        vault,
                        itsName,
                        version,
                        content.attributes(),
                        policy.keyOperations(),
                        contents.key(key)));
        try (SecretBytes value = contents.secret(policy, chain, key)) {
            rows.addAll(
                    secrets.add(
                            vault,
                            itsName,
                            version,
                            content.attributes(),
                            value,
                            policy.format().contentType()));
        }
        return new JointRows.Prepared(certificate.head(), version, rows);
    }

    /// The rows of a version and of its key and secret, with other attributes or tags.
    List<Sealed> changed(
            VaultId vault,
            ObjectName name,
            JointRows.Version<CertificateContent> before,
            CertificateContent content) {
        Attributes attributes = content.attributes();
        List<Sealed> rows = new ArrayList<>();
        rows.add(joint.changed(vault, name, before, content));
        rows.addAll(keys.change(vault, name, before.id(), attributes));
        rows.addAll(secrets.change(vault, name, before.id(), attributes));
        return rows;
    }

    /// The row of the policy after a change of it, or made by the first.
    Sealed policySet(
            VaultId vault, ObjectName name, Function<@Nullable PolicyState, PolicyState> to) {
        SideRows.@Nullable Row<PolicyState> row = policies.find(vault, name).orElse(null);
        return policies.seal(
                vault,
                name,
                to.apply(row == null ? null : row.value()),
                row == null ? 0 : row.revision());
    }

    /// The row of the policy after a change of it; none where there is no policy.
    List<Sealed> policyChanged(VaultId vault, ObjectName name, UnaryOperator<PolicyState> change) {
        return policies.find(vault, name).stream()
                .map(row -> policies.change(vault, name, row, change))
                .toList();
    }

    /// Nothing expires that was never issued.
    private static List<Appointment> agenda(CertificateContent current, Head head) {
        return current.chain() == null
                ? List.of()
                : Agenda.expiry(current.attributes(), head, RotationPolicy.STANDARD_NOTICE);
    }

    static Certificate view(Stored<CertificateContent> stored) {
        CertificateContent content = stored.content();
        return new Certificate(
                stored.head().name(),
                stored.version(),
                content.attributes(),
                content.chain(),
                content.tags(),
                content.preserveOrder(),
                stored.head().deletion());
    }

    static Certificate view(Head head, ObjectVersion version, CertificateContent content) {
        return view(new Stored<>(head, version, content));
    }
}
