package dev.keyward.client.objects;

import dev.keyward.client.rest.Paged;
import dev.keyward.client.rest.Rest;
import dev.keyward.client.rest.VaultUris;
import dev.keyward.model.SecretBytes;
import dev.keyward.wire.BackupBlob;
import dev.keyward.wire.authority.RevocationBundle;
import dev.keyward.wire.authority.RevokeParameters;
import dev.keyward.wire.certificates.CancellationRequest;
import dev.keyward.wire.certificates.CertificateBundle;
import dev.keyward.wire.certificates.CertificateCreateParameters;
import dev.keyward.wire.certificates.CertificateImportParameters;
import dev.keyward.wire.certificates.CertificateItem;
import dev.keyward.wire.certificates.CertificateMergeParameters;
import dev.keyward.wire.certificates.CertificateUpdateParameters;
import dev.keyward.wire.certificates.ContactsBody;
import dev.keyward.wire.certificates.ContactsBody.Contact;
import dev.keyward.wire.certificates.IssuerBundle;
import dev.keyward.wire.certificates.IssuerItem;
import dev.keyward.wire.certificates.IssuerParameters;
import dev.keyward.wire.certificates.OperationBody;
import dev.keyward.wire.certificates.PolicyBody;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The calls on a vault's certificates, their policies and operations, and on the issuers and
/// contacts of the vault. Every one throws a
/// [VaultCallException][dev.keyward.client.transport.VaultCallException] if it's refused.
public final class CertificateCalls {
    private static final String LIVE = "certificates";
    private static final String DELETED = "deletedcertificates";
    private static final String ISSUERS = "issuers";

    private final Rest rest;
    private final VaultUris uris;

    public CertificateCalls(Rest rest, VaultUris uris) {
        this.rest = rest;
        this.uris = uris;
    }

    /// Orders a new version.
    ///
    /// @param policy null for the one the certificate has
    public OperationBody create(String name, @Nullable PolicyBody policy, ObjectSettings settings) {
        return rest.send(
                "POST",
                uris.of(LIVE, name, "create"),
                new CertificateCreateParameters(
                        policy, settings.attributes(), settings.tags(), null),
                OperationBody::read);
    }

    /// Brings a certificate with its key from outside; it becomes the current version.
    ///
    /// @param value UTF-8 octets of PEM text, or of PKCS#12 or PEM in base64
    /// @param password of PKCS#12, UTF-8 octets
    /// @param policy null for one as the certificate itself says
    public CertificateBundle importCertificate(
            String name,
            SecretBytes value,
            @Nullable SecretBytes password,
            @Nullable PolicyBody policy,
            ObjectSettings settings) {
        return rest.send(
                "POST",
                uris.of(LIVE, name, "import"),
                new CertificateImportParameters(
                        value, password, policy, settings.attributes(), settings.tags(), null),
                CertificateBundle::read);
    }

    /// @param version null for the current one
    /// @return nothing if there is no such certificate
    public Optional<CertificateBundle> find(String name, @Nullable String version) {
        return rest.find(uris.versioned(LIVE, name, version), CertificateBundle::read);
    }

    /// @param pending whether those that aren't issued yet are listed too
    public Paged<CertificateItem> list(boolean pending) {
        URI all = uris.of(LIVE);
        return new Paged<>(
                rest,
                pending ? URI.create(all + "&includePending=true") : all,
                CertificateItem::read);
    }

    public Paged<CertificateItem> versions(String name) {
        return new Paged<>(rest, uris.of(LIVE, name, "versions"), CertificateItem::read);
    }

    /// @param version null for the current one
    public CertificateBundle update(
            String name, @Nullable String version, ObjectSettings settings) {
        return rest.send(
                "PATCH",
                uris.versioned(LIVE, name, version),
                new CertificateUpdateParameters(null, settings.attributes(), settings.tags()),
                CertificateBundle::read);
    }

    public CertificateBundle delete(String name) {
        return rest.send("DELETE", uris.of(LIVE, name), null, CertificateBundle::read);
    }

    /// @param pending whether those that were never issued are listed too
    public Paged<CertificateItem> listDeleted(boolean pending) {
        URI all = uris.of(DELETED);
        return new Paged<>(
                rest,
                pending ? URI.create(all + "&includePending=true") : all,
                CertificateItem::read);
    }

    public Optional<CertificateBundle> findDeleted(String name) {
        return rest.find(uris.of(DELETED, name), CertificateBundle::read);
    }

    public CertificateBundle recover(String name) {
        return rest.send("POST", uris.of(DELETED, name, "recover"), null, CertificateBundle::read);
    }

    public void purge(String name) {
        rest.send("DELETE", uris.of(DELETED, name));
    }

    /// All versions as an opaque blob.
    public byte[] backup(String name) {
        return rest.send("POST", uris.of(LIVE, name, "backup"), null, BackupBlob::read).value();
    }

    public CertificateBundle restore(byte[] blob) {
        return rest.send(
                "POST", uris.of(LIVE, "restore"), new BackupBlob(blob), CertificateBundle::read);
    }

    public PolicyBody policy(String name) {
        return rest.get(uris.of(LIVE, name, "policy"), PolicyBody::read);
    }

    /// What the policy doesn't say stays as it is.
    public PolicyBody updatePolicy(String name, PolicyBody policy) {
        return rest.send("PATCH", uris.of(LIVE, name, "policy"), policy, PolicyBody::read);
    }

    /// The making of the newest version.
    public OperationBody operation(String name) {
        return rest.get(pending(name), OperationBody::read);
    }

    /// Asks for the making to end; the answer needn't be cancelled yet.
    public OperationBody cancelOperation(String name) {
        return rest.send(
                "PATCH", pending(name), new CancellationRequest(true), OperationBody::read);
    }

    /// Forgets the making and its key.
    public OperationBody deleteOperation(String name) {
        return rest.send("DELETE", pending(name), null, OperationBody::read);
    }

    /// Ends the making with certificates signed elsewhere.
    ///
    /// @param chain X.509 in DER each, in any order, or one PKCS#7 bundle
    public CertificateBundle merge(String name, List<byte[]> chain, ObjectSettings settings) {
        return rest.send(
                "POST",
                uris.of(LIVE, name, "pending", "merge"),
                new CertificateMergeParameters(chain, settings.attributes(), settings.tags()),
                CertificateBundle::read);
    }

    /// @return nothing if the vault has none
    public List<Contact> contacts() {
        return rest.find(contactsUri(), ContactsBody::read)
                .map(ContactsBody::contacts)
                .orElse(List.of());
    }

    /// Replaces all contacts.
    public List<Contact> setContacts(List<Contact> contacts) {
        return rest.send("PUT", contactsUri(), new ContactsBody(null, contacts), ContactsBody::read)
                .contacts();
    }

    /// @return those there were
    public List<Contact> deleteContacts() {
        return rest.send("DELETE", contactsUri(), null, ContactsBody::read).contacts();
    }

    public Paged<IssuerItem> issuers() {
        return new Paged<>(rest, uris.of(LIVE, ISSUERS), IssuerItem::read);
    }

    public IssuerBundle issuer(String name) {
        return rest.get(uris.of(LIVE, ISSUERS, name), IssuerBundle::read);
    }

    /// Makes an issuer or replaces it.
    public IssuerBundle setIssuer(String name, IssuerParameters issuer) {
        return rest.send("PUT", uris.of(LIVE, ISSUERS, name), issuer, IssuerBundle::read);
    }

    public IssuerBundle deleteIssuer(String name) {
        return rest.send("DELETE", uris.of(LIVE, ISSUERS, name), null, IssuerBundle::read);
    }

    /// Revokes a certificate that the vault's own authority signed, for good.
    ///
    /// @param serialNumber hexadecimal digits
    /// @param reason as RFC 5280 5.3.1 spells it; null for `unspecified`
    public RevocationBundle revoke(String serialNumber, @Nullable String reason) {
        return rest.send(
                "POST",
                uris.of("certificate-authority", "revoke"),
                new RevokeParameters(serialNumber, reason),
                RevocationBundle::read);
    }

    private URI pending(String name) {
        return uris.of(LIVE, name, "pending");
    }

    private URI contactsUri() {
        return uris.of(LIVE, "contacts");
    }
}
