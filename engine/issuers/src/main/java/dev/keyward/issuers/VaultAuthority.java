package dev.keyward.issuers;

import dev.keyward.crypto.certificates.RevocationReason;
import dev.keyward.crypto.certificates.SignedRequest;
import dev.keyward.crypto.certificates.X509Authorities;
import dev.keyward.crypto.certificates.X509Signer;
import dev.keyward.crypto.keys.Keys;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.model.VaultId;
import dev.keyward.model.certificates.X509Properties;
import dev.keyward.vault.issuers.CertificateIssuer;
import dev.keyward.vault.issuers.IssuerAnswer;
import dev.keyward.vault.issuers.IssuerOrder;
import dev.keyward.vault.issuers.IssuerSettings;
import dev.keyward.vault.objects.Belongings;
import dev.keyward.vault.objects.Evidence;
import dev.keyward.vault.objects.Foundation;
import dev.keyward.vault.upkeep.Chore;
import dev.keyward.vault.vaults.Vault;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/// The certificate authority that every vault has of its own: a root for ten years and below it an
/// intermediate for five, made when first needed. Their keys are records of the vault that no
/// operation shows or uses but this.
///
/// An issuer of this provider says in `org_details.id` what it may certify; see [PermittedNames].
/// Whoever may create certificates with it gets any of those names and no others.
public final class VaultAuthority implements CertificateIssuer {
    /// As issuers name it.
    public static final String PROVIDER = "Keyward";

    /// Path under which lists and certificates of authorities are published.
    public static final String PUBLISHED_UNDER = "/certificate-authority";

    private static final String REJECTED = "Request rejected";

    /// Clocks of those who look at a certificate may be behind (data-plane-certificates.md, section
    /// 3).
    private static final Duration BACKDATED = Duration.ofMinutes(10);

    private final Foundation on;
    private final Keys keys;
    private final Addresses addresses;
    private final Authorities authorities;
    private final IssuedCertificates issued;
    private final RevocationLists lists;
    private final Function<AuthorityDeed, byte[]> evidence;

    /// @param vaultUrl the address of a vault, without a slash at the end
    /// @param evidence makes the audit record of what is done here
    public VaultAuthority(
            Foundation foundation,
            Function<Vault, String> vaultUrl,
            Function<AuthorityDeed, byte[]> evidence) {
        this.keys = new Keys(foundation.random());
        this.on = foundation;
        this.addresses = new Addresses(vaultUrl);
        this.authorities = new Authorities(foundation, keys, addresses, evidence);
        this.issued = new IssuedCertificates(foundation.records(), foundation.store());
        this.lists = new RevocationLists(foundation, keys, issued);
        this.evidence = evidence;
        foundation.vaults().onGone(lists::forget);
    }

    /// What is published.
    ///
    /// @param mediaType RFC 2585 4
    /// @param life how long it may be kept by others
    public record Published(String mediaType, byte[] content, Duration life) {}

    /// Takes rows away that nobody needs any more.
    public Chore chore() {
        return issued;
    }

    /// Takes the authority of a vault to another deployment.
    public Belongings belongings() {
        return new AuthorityBelongings(on.records());
    }

    @Override
    public String provider() {
        return PROVIDER;
    }

    @Override
    public void check(IssuerSettings settings) {
        permitted(settings);
    }

    private static PermittedNames permitted(IssuerSettings settings) {
        String names = settings.organization().id();
        return PermittedNames.parse(names == null ? "" : names);
    }

    @Override
    public IssuerAnswer advance(IssuerOrder order) {
        try {
            return issued.ofOrder(order.vault(), order.requestId())
                    .map(before -> answer(order.vault(), before))
                    .orElseGet(() -> issue(order));
        } catch (VaultException refusal) {
            if (refusal.error() instanceof VaultError.BadParameter(var part, var mustBe)) {
                return new IssuerAnswer.Refused(REJECTED, part + " must be " + mustBe);
            }
            throw refusal;
        }
    }

    @Override
    public void cancel(IssuerOrder order) {
        // An order is settled in its one step; what that gave is revoked by its serial number.
    }

    private IssuerAnswer issue(IssuerOrder order) {
        Vault vault =
                on.vaults()
                        .find(order.vault())
                        .orElseThrow(() ->
                                new VaultException(
                                        new VaultError.Unavailable("vault " + order.vault())));
        X509Properties properties = CertificateProfile.of(order.policy().x509());
        Optional<String> denied = permitted(order.issuer()).denied(properties);
        if (denied.isPresent()) {
            return new IssuerAnswer.Refused(
                    REJECTED,
                    denied.get()
                            + " isn't among the names that "
                            + PermittedNames.MEMBER
                            + " of this issuer permits");
        }
        SignedRequest request = SignedRequest.parse(order.request());
        Instant now = on.clock().certain().truncatedTo(ChronoUnit.SECONDS);
        Instant from = now.minus(BACKDATED);
        Instant until =
                from.atZone(ZoneOffset.UTC).plusMonths(properties.validityMonths()).toInstant();
        Authority authority = authorities.intermediate(vault, until);
        byte[] certificate =
                // Made here and not before, so that its libraries aren't loaded at every start.
                new X509Signer(keys, on.random())
                        .issued(
                                request,
                                properties,
                                authority.signer(),
                                new X509Signer.Validity(from, until),
                                addresses.of(vault, authority.name()));
        IssuedCertificate row =
                new IssuedCertificate(
                        X509Authorities.serial(certificate),
                        order.certificate(),
                        order.requestId(),
                        authority.name(),
                        until,
                        certificate,
                        null);
        byte[] record =
                evidence.apply(
                        new AuthorityDeed.CertificateIssued(
                                vault.id(), order.certificate(), row.serial()));
        // If the same order was answered at the same time, that answer counts.
        return issued.add(vault.id(), row, record)
                ? answer(vault.id(), row)
                : issued.ofOrder(vault.id(), order.requestId())
                        .map(before -> answer(vault.id(), before))
                        .orElseThrow(() ->
                                new VaultException(
                                        new VaultError.Conflict("order " + order.requestId())));
    }

    private IssuerAnswer answer(VaultId vault, IssuedCertificate row) {
        return new IssuerAnswer.Issued(
                List.of(row.certificate(), find(vault, row.authority()).certificate()));
    }

    private Authority find(VaultId vault, String name) {
        return authorities
                .find(vault, name)
                .orElseThrow(() ->
                        new VaultException(
                                new VaultError.IntegrityFailure("authority " + name + " lacks")));
    }

    /// Reads what the authority of a vault publishes.
    ///
    /// @param file such as `intermediate-1.crl` or `root-1.cer`
    /// @return empty if there is no such file
    public Optional<Published> published(Vault vault, String file) {
        String name = file.toLowerCase(Locale.ROOT);
        if (name.endsWith(Addresses.CERTIFICATE)) {
            return authority(vault, name, Addresses.CERTIFICATE)
                    .map(found ->
                            new Published(
                                    "application/pkix-cert",
                                    found.certificate(),
                                    RevocationLists.FRESH));
        }
        if (name.endsWith(Addresses.LIST)) {
            return authority(vault, name, Addresses.LIST)
                    .map(found ->
                            new Published(
                                    "application/pkix-crl",
                                    lists.of(vault.id(), found),
                                    RevocationLists.FRESH));
        }
        return Optional.empty();
    }

    private Optional<Authority> authority(Vault vault, String file, String ending) {
        return authorities.find(vault.id(), file.substring(0, file.length() - ending.length()));
    }

    /// Revokes a certificate for good: the list names it from now on. One that is revoked stays as
    /// it is.
    ///
    /// @param serial as tools write it: hexadecimal digits, also with colons
    /// @throws VaultException with `BadParameter`, or `IssuedCertificateNotFound` if no authority
    ///   of the vault signed it or it expired long ago
    public IssuedCertificate revoke(
            Vault vault,
            String serial,
            RevocationReason reason,
            Evidence<IssuedCertificate> recorded) {
        String known =
                X509Authorities.parseSerial(serial)
                        .orElseThrow(() ->
                                new VaultException(
                                        new VaultError.BadParameter(
                                                "serial", "1 to 40 hexadecimal digits")));
        // A revocation of a wrong clock's future would be none until then.
        Instant now = on.clock().certain().truncatedTo(ChronoUnit.SECONDS);
        IssuedCertificate revoked =
                issued.revoke(
                        vault.id(), known, new IssuedCertificate.Revocation(now, reason), recorded);
        lists.changed(vault.id(), revoked.authority());
        return revoked;
    }
}
