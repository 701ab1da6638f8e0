package dev.keyward.vault.certificates;

import dev.keyward.crypto.certificates.CertificateChain;
import dev.keyward.crypto.certificates.CertificateFacts;
import dev.keyward.crypto.certificates.CertificateFile;
import dev.keyward.crypto.forms.PublicKeyParts;
import dev.keyward.crypto.keys.Keys;
import dev.keyward.model.Attributes;
import dev.keyward.model.Bug;
import dev.keyward.model.KeyParameters;
import dev.keyward.model.ObjectKind;
import dev.keyward.model.ObjectName;
import dev.keyward.model.ObjectVersion;
import dev.keyward.model.Protection;
import dev.keyward.model.RotationPolicy;
import dev.keyward.model.SecretAccess;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.Tags;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.model.VaultId;
import dev.keyward.model.certificates.CertificatePolicy;
import dev.keyward.model.certificates.SecretFormat;
import dev.keyward.records.OpenRecord;
import dev.keyward.records.RecordScope;
import dev.keyward.records.Sealed;
import dev.keyward.store.Store;
import dev.keyward.vault.keys.KeyMaterial;
import dev.keyward.vault.keys.ManagedKeys;
import dev.keyward.vault.keys.VaultKeys;
import dev.keyward.vault.objects.Evidence;
import dev.keyward.vault.objects.Foundation;
import dev.keyward.vault.objects.Happening;
import dev.keyward.vault.secrets.ManagedSecrets;
import dev.keyward.vault.secrets.VaultSecrets;
import dev.keyward.vault.stored.Agenda;
import dev.keyward.vault.stored.Appointment;
import dev.keyward.vault.stored.Head;
import dev.keyward.vault.stored.Shelf;
import dev.keyward.vault.stored.SideMemory;
import dev.keyward.vault.stored.SideRows;
import dev.keyward.vault.stored.Stored;
import dev.keyward.vault.stored.StoredObjects;
import dev.keyward.vault.vaults.Vault;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The rows of certificates, and of the keys and secrets that belong to them: what one change
/// writes together (data-plane-certificates.md, section 5).
final class CertificateRows {
    private final StoredObjects<CertificateContent, Certificate> objects;
    private final SideRows<PolicyState> policies;
    private final SideRows<Enrolment> enrolments;
    private final SideMemory<PolicyState, HeldPolicy> seenPolicies;
    private final SideMemory<Enrolment, Boolean> seenEnrolments;
    private final ManagedKeys keys;
    private final ManagedSecrets secrets;
    private final Store store;
    private final Keys crypto;
    private final CertificateFile files;

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
        this.store = on.store();
        this.crypto = new Keys(on.random());
        this.files = new CertificateFile(on.random());
    }

    /// The key pair of a version.
    ///
    /// @param pkcs8 lent
    record KeyPair(KeyParameters parameters, SecretBytes pkcs8) {}

    /// What a change writes, and what is left of it in memory.
    ///
    /// @param head as it is after the change
    record Prepared(Head head, ObjectVersion version, List<Sealed> rows) {}

    StoredObjects<CertificateContent, Certificate> objects() {
        return objects;
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

    Keys crypto() {
        return crypto;
    }

    /// From the store, so that its revision is what a change may build on.
    Optional<Head> head(VaultId vault, ObjectName name) {
        return objects.shelf().storedHead(vault, name);
    }

    Optional<CertificateContent> content(VaultId vault, ObjectName name, ObjectVersion version) {
        return objects.shelf().storedVersion(vault, name, version);
    }

    /// The row of a version, from the store.
    ///
    /// @throws VaultException with `ObjectNotFound`
    OpenRecord version(VaultId vault, ObjectName name, ObjectVersion version) {
        Shelf<CertificateContent> shelf = objects.shelf();
        return shelf.scope(vault)
                .get(shelf.versionId(name, version))
                .orElseThrow(() -> objects.reads().notFound(name, version.value()));
    }

    /// The making of the last version that was begun.
    ///
    /// @throws VaultException with `PendingCertificateNotFound`
    SideRows.Row<Enrolment> enrolment(VaultId vault, ObjectName name) {
        return head(vault, name)
                .filter(found -> objects.shelf().isLive(vault, found))
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

    /// A version that isn't issued yet; it is current only where there is no other.
    Prepared begun(
            VaultId vault,
            @Nullable Head head,
            ObjectName name,
            Enrolment enrolment,
            CertificateContent content) {
        RecordScope scope = objects.shelf().scope(vault);
        Head next =
                head == null
                        ? Head.first(name, enrolment.version(), null)
                        : head.touched().due(head.nextDue());
        return new Prepared(
                next,
                enrolment.version(),
                List.of(
                        objects.rows().sealHead(scope, next),
                        objects.rows().sealVersion(scope, name, enrolment.version(), content, 0)));
    }

    /// What the content of a version is once it is issued.
    ///
    /// @param created when the version was begun
    /// @throws dev.keyward.model.VaultException with `BadParameter` if no certificate is for the
    ///   key
    CertificateContent issued(
            CertificateChain chain, KeyPair key, Attributes created, Tags tags, boolean preserve) {
        PublicKeyParts publicParts = crypto.publicParts(key.pkcs8);
        CertificateFacts facts = chain.facts(publicParts);
        CertificateChain kept = preserve ? chain : chain.leafFirst(publicParts);
        byte[] leaf = kept.leaf(publicParts);
        List<byte[]> certificates = kept.encoded();
        int index = 0;
        while (!Arrays.equals(certificates.get(index), leaf)) {
            index++;
        }
        return new CertificateContent(
                new Attributes(
                        created.enabled(),
                        facts.notBefore(),
                        facts.notAfter(),
                        created.created(),
                        created.updated(),
                        false),
                new IssuedChain(certificates, index),
                tags,
                preserve);
    }

    /// An issued version with its key and secret, current from then on.
    ///
    /// @param head null where the certificate is new
    /// @param revision that of the version's row; 0 where there is none
    Prepared completed(
            VaultId vault,
            ObjectName name,
            @Nullable Head head,
            ObjectVersion version,
            long revision,
            CertificateContent content,
            KeyPair key,
            CertificatePolicy policy) {
        IssuedChain chain = content.chain();
        if (chain == null) {
            throw Bug.because("a certificate without a certificate can't be complete");
        }
        RecordScope scope = objects.shelf().scope(vault);
        Head next =
                objects.rows()
                        .scheduled(
                                content,
                                head == null
                                        ? Head.first(name, version, null)
                                        : head.next(version, null));
        List<Sealed> rows =
                new ArrayList<>(
                        objects.rows()
                                .announced(
                                        vault,
                                        Happening.What.NEW_VERSION_CREATED,
                                        next,
                                        content,
                                        objects.now()));
        rows.add(objects.rows().sealHead(scope, next));
        rows.add(objects.rows().sealVersion(scope, name, version, content, revision));
        rows.addAll(
                keys.add(
                        vault,
                        next.name(),
                        version,
                        content.attributes(),
                        policy.keyOperations(),
                        new KeyMaterial(
                                key.parameters(),
                                Protection.SOFTWARE,
                                crypto.publicParts(key.pkcs8),
                                key.pkcs8)));
        try (SecretBytes value = value(policy, chain, key)) {
            rows.addAll(
                    secrets.add(
                            vault,
                            next.name(),
                            version,
                            content.attributes(),
                            value,
                            policy.format().contentType()));
        }
        return new Prepared(next, version, rows);
    }

    /// PKCS#12 in base64, or PEM; the private key only where it may leave.
    private SecretBytes value(CertificatePolicy policy, IssuedChain chain, KeyPair key) {
        SecretBytes file =
                files.write(
                        policy.format(),
                        policy.key().exportable() ? key.pkcs8 : null,
                        chain.leafDer(),
                        CertificateChain.parse(chain.certificates()));
        if (policy.format() == SecretFormat.PEM) {
            return file;
        }
        try (file) {
            return file.use(
                    SecretAccess.request(),
                    bytes -> SecretBytes.adopt(Base64.getEncoder().encode(bytes)));
        }
    }

    /// The rows of a version and of its key and secret, with other attributes or tags.
    ///
    /// @param revision that of the version's row
    Prepared changed(
            VaultId vault,
            Head head,
            ObjectVersion version,
            long revision,
            CertificateContent content) {
        ObjectName name = head.name();
        Attributes attributes = content.attributes();
        List<Sealed> rows = new ArrayList<>();
        rows.add(
                objects.rows()
                        .sealVersion(
                                objects.shelf().scope(vault), name, version, content, revision));
        rows.addAll(keys.change(vault, name, version, attributes));
        rows.addAll(secrets.change(vault, name, version, attributes));
        return new Prepared(head, version, rows);
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

    /// Writes rows in one change, if the head is still what they build on.
    ///
    /// @param expected null where a row among them says so itself
    <T extends @Nullable Object> CompletionStage<T> write(
            VaultId vault,
            @Nullable Head expected,
            List<Sealed> rows,
            T result,
            Evidence<T> evidence) {
        RecordScope scope = objects.shelf().scope(vault);
        return store.change(tx -> {
            if (expected != null) {
                objects.rows().checkHead(scope, tx, expected);
            }
            scope.put(tx, rows);
            tx.evidence(evidence.of(result));
            return result;
        });
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

    static Certificate view(Prepared prepared, CertificateContent content) {
        return view(new Stored<>(prepared.head(), prepared.version(), content));
    }

    /// Attributes of a version that isn't issued yet: disabled, with the times it may get.
    static Attributes provisional(Instant now, Instant notBefore, Instant notAfter) {
        return new Attributes(false, notBefore, notAfter, now, now, false);
    }
}
