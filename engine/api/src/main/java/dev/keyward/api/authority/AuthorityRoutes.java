package dev.keyward.api.authority;

import dev.keyward.api.exchange.ApiResponse;
import dev.keyward.api.exchange.Category;
import dev.keyward.api.exchange.Exchange;
import dev.keyward.api.operation.Cost;
import dev.keyward.api.operation.DataRight;
import dev.keyward.api.operation.Operation;
import dev.keyward.api.operation.Route;
import dev.keyward.crypto.certificates.RevocationReason;
import dev.keyward.issuers.IssuedCertificate;
import dev.keyward.issuers.VaultAuthority;
import dev.keyward.model.Bug;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.wire.RefusedRequest;
import dev.keyward.wire.authority.RevocationBundle;
import dev.keyward.wire.authority.RevokeParameters;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// On the host of each vault:
///
/// `GET /certificate-authority/{file}`: a certificate (`root-1.cer`) or revocation list
/// (`intermediate-1.crl`), to anybody, from anywhere: they are signed, and whoever is shown a
/// certificate has to get at them.
///
/// `POST /certificate-authority/revoke`: `{"serialNumber":"...","reason":"keyCompromise"}`, for
/// those who may delete certificates.
public final class AuthorityRoutes {
    private final VaultAuthority authority;

    public AuthorityRoutes(VaultAuthority authority) {
        this.authority = authority;
    }

    public List<Route> routes() {
        return List.of(
                Route.get(
                        VaultAuthority.PUBLISHED_UNDER + "/{file}",
                        Operation.anonymous(
                                "CertificateAuthorityGet",
                                Category.AUDIT_EVENT,
                                Cost.STORE,
                                this::published)),
                Route.post(
                        VaultAuthority.PUBLISHED_UNDER + "/revoke",
                        Operation.vault(
                                "CertificateRevoke",
                                DataRight.CERTIFICATE_DELETE,
                                Cost.STORE,
                                this::revoke)));
    }

    private ApiResponse published(Exchange exchange) {
        VaultAuthority.Published file =
                authority
                        .published(exchange.vault(), exchange.path("file"))
                        .orElseThrow(RefusedRequest::nothingHere);
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", file.mediaType());
        headers.put("Cache-Control", "public, max-age=" + file.life().toSeconds());
        return new ApiResponse(200, headers, file.content());
    }

    private ApiResponse revoke(Exchange exchange) {
        RevokeParameters asked = RevokeParameters.parse(exchange.body());
        RevocationReason reason =
                asked.reason() == null
                        ? RevocationReason.UNSPECIFIED
                        : RevocationReason.parse(asked.reason())
                                .orElseThrow(() ->
                                        new VaultException(
                                                new VaultError.BadParameter(
                                                        "reason",
                                                        "unspecified, keyCompromise,"
                                                                + " affiliationChanged, superseded,"
                                                                + " cessationOfOperation or"
                                                                + " privilegeWithdrawn")));
        IssuedCertificate revoked =
                authority.revoke(
                        exchange.vault(),
                        asked.serialNumber(),
                        reason,
                        certificate -> {
                            exchange.audit()
                                    .object(
                                            exchange.endpoints().vault(exchange.vault())
                                                    + "/certificates/"
                                                    + certificate.name()
                                                    + "?serialNumber="
                                                    + certificate.serial());
                            return exchange.evidence(200).get();
                        });
        IssuedCertificate.Revocation revocation = revoked.revocation();
        if (revocation == null) {
            throw Bug.because("what was revoked is revoked");
        }
        return ApiResponse.json(
                200,
                new RevocationBundle(
                                revoked.serial(),
                                revoked.name().value(),
                                revocation.since(),
                                revocation.reason().word())
                        .toJson());
    }
}
