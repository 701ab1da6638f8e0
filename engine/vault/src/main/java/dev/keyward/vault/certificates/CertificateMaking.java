package dev.keyward.vault.certificates;

import dev.keyward.crypto.certificates.CertificateChain;
import dev.keyward.crypto.certificates.CertificateFacts;
import dev.keyward.crypto.certificates.CertificateFile;
import dev.keyward.crypto.certificates.X509Signer;
import dev.keyward.model.Attributes;
import dev.keyward.model.Bug;
import dev.keyward.model.ObjectKind;
import dev.keyward.model.ObjectName;
import dev.keyward.model.ObjectVersion;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.model.VaultId;
import dev.keyward.model.certificates.CertificateKey;
import dev.keyward.model.certificates.CertificatePolicy;
import dev.keyward.model.certificates.IssuerReference;
import dev.keyward.model.certificates.SecretFormat;
import dev.keyward.model.certificates.X509Properties;
import dev.keyward.records.Sealed;
import dev.keyward.vault.issuers.VaultIssuers;
import dev.keyward.vault.objects.Evidence;
import dev.keyward.vault.objects.Foundation;
import dev.keyward.vault.rows.Attempts;
import dev.keyward.vault.rows.Wiping;
import dev.keyward.vault.stored.Head;
import dev.keyward.vault.stored.JointRows;
import dev.keyward.vault.stored.SideRows;
import dev.keyward.vault.vaults.Vault;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// Makes versions of certificates: begins them, completes them, imports them.
final class CertificateMaking {
    private final CertificateRows rows;
    private final VaultIssuers issuers;
    private final Foundation on;

    CertificateMaking(Foundation foundation, CertificateRows rows, VaultIssuers issuers) {
        this.on = foundation;
        this.rows = rows;
        this.issuers = issuers;
    }

    /// Begins a version: makes its key and the request for it. RSA takes its time before the method
    /// returns. [Enrolments#proceed] takes it on.
    ///
    /// @return fails with `DeletedButRecoverable`, `NameTaken` or `CertificateInProgress`
    /// @throws VaultException with these, or `BadParameter`
    CompletionStage<CertificateOperation> create(
            Vault vault,
            ObjectName name,
            NewCertificate wanted,
            Evidence<CertificateOperation> evidence) {
        VaultId id = vault.id();
        checkStart(id, name);
        NewCertificate.@Nullable PolicyWish wish = wanted.policy();
        CertificatePolicy policy =
                wish != null
                        ? wish.policy()
                        : rows.policies()
                                .find(id, name)
                                .map(row -> row.value().held().policy())
                                .orElseThrow(() ->
                                        new VaultException(
                                                new VaultError.BadParameter(
                                                        "policy", "given for the first version")));
        issuers.check(vault, policy.issuer());
        SecretBytes pkcs8 =
                keptKey(id, name, policy)
                        .orElseGet(
                                () -> rows.contents().crypto().generate(policy.key().parameters()));
        return Wiping.after(pkcs8, () -> begin(id, name, wanted, policy, pkcs8, evidence));
    }

    private CompletionStage<CertificateOperation> begin(
            VaultId id,
            ObjectName name,
            NewCertificate wanted,
            CertificatePolicy policy,
            SecretBytes pkcs8,
            Evidence<CertificateOperation> evidence) {
        NewCertificate.@Nullable PolicyWish wish = wanted.policy();
        Instant now = rows.objects().now();
        X509Signer.Validity times = IssuedContents.validity(now, policy);
        CertificateContent content =
                new CertificateContent(
                        IssuedContents.provisional(now, times.notBefore(), times.notAfter()),
                        null,
                        wanted.tags(),
                        wanted.preserveOrder());
        Enrolment enrolment =
                new Enrolment(
                        new CertificateOperation(
                                name,
                                ObjectVersion.random(on.random()),
                                ObjectVersion.random(on.random()).value(),
                                policy.issuer(),
                                rows.contents()
                                        .signer()
                                        .request(policy.key().parameters(), pkcs8, policy.x509()),
                                new OperationStatus.InProgress(Enrolment.details(policy.issuer())),
                                false,
                                wanted.preserveOrder()),
                        wanted.enabled(),
                        policy,
                        pkcs8,
                        new Enrolment.Order(
                                policy.issuer().isUnknown() ? null : rows.objects().certain(),
                                0,
                                null));
        return Attempts.run(() -> {
            @Nullable Head head = checkStart(id, name);
            JointRows.Prepared begun =
                    rows.joint().begun(id, head, name, enrolment.version(), content);
            List<Sealed> all = new ArrayList<>(begun.rows());
            if (wish != null) {
                all.add(
                        rows.policySet(
                                id,
                                name,
                                state ->
                                        state == null
                                                ? PolicyState.create(policy, wish.enabled(), now)
                                                : state.changed(policy, wish.enabled(), now)));
            }
            all.add(replacing(id, name, enrolment));
            return rows.joint().write(id, null, all, enrolment.operation(), evidence);
        });
    }

    private Sealed replacing(VaultId vault, ObjectName name, Enrolment enrolment) {
        return rows.enrolments()
                .seal(
                        vault,
                        name,
                        enrolment,
                        rows.enrolments().find(vault, name).map(SideRows.Row::revision).orElse(0L));
    }

    /// @return the head, or null where the certificate is new
    private @Nullable Head checkStart(VaultId vault, ObjectName name) {
        rows.joint().checkSettled(vault, name);
        Optional<Head> head = rows.head(vault, name);
        if (head.isEmpty()) {
            rows.checkFree(vault, name);
            on.vaults().requireRoom(vault);
            return null;
        }
        if (!head.get().isLive()) {
            throw new VaultException(
                    new VaultError.DeletedButRecoverable(ObjectKind.CERTIFICATE, name));
        }
        if (rows.enrolments()
                .find(vault, name)
                .filter(row -> row.value().isInProgress())
                .isPresent()) {
            throw new VaultException(new VaultError.CertificateInProgress());
        }
        return head.get();
    }

    /// The key of the current version, where the policy keeps it.
    private Optional<SecretBytes> keptKey(
            VaultId vault, ObjectName name, CertificatePolicy policy) {
        return policy.key().reuse()
                ? rows.head(vault, name)
                        .flatMap(head ->
                                rows.key(vault, name, head.current(), policy.key().parameters()))
                : Optional.empty();
    }

    /// Makes a version of what was issued elsewhere, key and all. RSA keys take up to half a second
    /// to check before the method returns.
    ///
    /// @return fails with `DeletedButRecoverable`, `NameTaken` or `CertificateInProgress`
    /// @throws VaultException with `BadRequestText` or `BadParameter` for what can't be taken
    CompletionStage<Certificate> importCertificate(
            Vault vault,
            ObjectName name,
            CertificateImport wanted,
            Evidence<Certificate> evidence) {
        CertificateFile.Content file =
                rows.contents()
                        .files()
                        .read(wanted.format(), wanted.file(), wanted.password(), wanted.pause());
        return Wiping.after(
                file.key().pkcs8(), () -> taken(vault.id(), name, wanted, file, evidence));
    }

    private CompletionStage<Certificate> taken(
            VaultId id,
            ObjectName name,
            CertificateImport wanted,
            CertificateFile.Content file,
            Evidence<Certificate> evidence) {
        IssuedContents.KeyPair key =
                new IssuedContents.KeyPair(file.key().parameters(), file.key().pkcs8());
        Instant now = rows.objects().now();
        CertificateFacts facts =
                file.chain().facts(rows.contents().crypto().publicParts(key.pkcs8()));
        if (facts.notAfter().isBefore(now)) {
            throw new VaultException(
                    new VaultError.BadParameter("value", "a certificate that hasn't expired"));
        }
        CertificatePolicy policy =
                wanted.policy()
                        .apply(
                                derived(
                                        facts,
                                        new CertificateKey(key.parameters(), true, false),
                                        wanted.format()));
        ObjectVersion version = ObjectVersion.random(on.random());
        CertificateContent content =
                rows.contents()
                        .certificate(
                                file.chain(),
                                key,
                                new Attributes(wanted.enabled(), null, null, now, now, false),
                                wanted.tags(),
                                wanted.preserveOrder());
        return Attempts.run(() -> {
            @Nullable Head head = checkStart(id, name);
            JointRows.Prepared made =
                    rows.completed(id, name, head, version, 0, content, key, policy);
            List<Sealed> all = new ArrayList<>(made.rows());
            all.add(
                    rows.policySet(
                            id,
                            name,
                            state ->
                                    (state == null
                                                    ? PolicyState.create(
                                                            policy, wanted.policyEnabled(), now)
                                                    : state.changed(
                                                            policy, wanted.policyEnabled(), now))
                                            .over(content.attributes())));
            return rows.joint()
                    .write(
                            id,
                            null,
                            all,
                            CertificateRows.view(made.head(), made.version(), content),
                            evidence);
        });
    }

    /// What an imported certificate says of itself, as a policy.
    private static CertificatePolicy derived(
            CertificateFacts facts, CertificateKey key, SecretFormat format) {
        return new CertificatePolicy(
                key,
                format,
                new X509Properties(
                        facts.subject(),
                        facts.alternativeNames(),
                        facts.extendedKeyUsage(),
                        facts.keyUsage(),
                        months(facts.notBefore(), facts.notAfter())),
                CertificatePolicy.defaultLifetimeActions(IssuerReference.UNKNOWN),
                IssuerReference.UNKNOWN);
    }

    /// Months that a certificate is valid for, rounded to the nearest, at least 1.
    private static int months(Instant notBefore, Instant notAfter) {
        long days = ChronoUnit.DAYS.between(notBefore, notAfter);
        return Math.clamp(Math.round(days / 30.44), 1, 1200);
    }

    /// Completes the version that was begun with a certificate that was issued for its request.
    ///
    /// @return fails with `PendingCertificateNotFound`, `MergeForbidden`, or `BadParameter` if the
    ///   certificate is for another key
    /// @throws VaultException with `BadParameter` if it is none
    CompletionStage<Certificate> merge(
            Vault vault, ObjectName name, CertificateMerge merge, Evidence<Certificate> evidence) {
        CertificateChain chain = CertificateChain.parse(merge.certificates());
        return Attempts.run(() -> {
            SideRows.Row<Enrolment> row = rows.enrolment(vault.id(), name);
            Enrolment enrolment = row.value();
            if (enrolment.isInProgress() && !enrolment.operation().issuer().isUnknown()) {
                enrolment.close();
                throw new VaultException(
                        new VaultError.MergeForbidden(enrolment.operation().issuer().name()));
            }
            if (enrolment.pkcs8() == null) {
                throw new VaultException(
                        new VaultError.BadRequestText(
                                "The CSR used to get your certificate has already been used."
                                        + " Please try to generate a new certificate with a new"
                                        + " CSR."));
            }
            return complete(vault.id(), row, chain, merge, evidence);
        });
    }

    /// Writes the version, its key and secret, and that the operation is completed.
    CompletionStage<Certificate> complete(
            VaultId vault,
            SideRows.Row<Enrolment> row,
            CertificateChain chain,
            CertificateMerge said,
            Evidence<Certificate> evidence) {
        SecretBytes pkcs8 = row.value().pkcs8();
        if (pkcs8 == null) {
            throw Bug.because("an enrolment in progress has its key");
        }
        return Wiping.after(pkcs8, () -> completed(vault, row, pkcs8, chain, said, evidence));
    }

    private CompletionStage<Certificate> completed(
            VaultId vault,
            SideRows.Row<Enrolment> row,
            SecretBytes pkcs8,
            CertificateChain chain,
            CertificateMerge said,
            Evidence<Certificate> evidence) {
        Enrolment enrolment = row.value();
        ObjectName name = enrolment.name();
        Head head =
                rows.head(vault, name)
                        .filter(Head::isLive)
                        .orElseThrow(() -> CertificateRows.pendingNotFound(name));
        JointRows.Version<CertificateContent> version =
                rows.joint().version(vault, name, enrolment.version());
        CertificateContent begun = version.content();
        IssuedContents.KeyPair key =
                new IssuedContents.KeyPair(enrolment.policy().key().parameters(), pkcs8);
        Instant now = rows.objects().now();
        boolean enabled = said.enabled() == null ? enrolment.enabled() : said.enabled();
        CertificateContent content =
                rows.contents()
                        .certificate(
                                chain,
                                key,
                                new Attributes(
                                        enabled,
                                        null,
                                        null,
                                        begun.attributes().created(),
                                        now,
                                        false),
                                said.tags() == null ? begun.tags() : said.tags(),
                                begun.preserveOrder());
        JointRows.Prepared made =
                rows.completed(
                        vault,
                        name,
                        head,
                        enrolment.version(),
                        version.revision(),
                        content,
                        key,
                        enrolment.policy());
        List<Sealed> all = new ArrayList<>(made.rows());
        all.addAll(rows.policyChanged(vault, name, state -> state.over(content.attributes())));
        all.add(
                rows.enrolments()
                        .change(
                                vault,
                                name,
                                row,
                                each -> each.with(new OperationStatus.Completed())));
        return rows.joint()
                .write(
                        vault,
                        null,
                        all,
                        CertificateRows.view(made.head(), made.version(), content),
                        evidence);
    }
}
