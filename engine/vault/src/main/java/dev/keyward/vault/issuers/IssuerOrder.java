package dev.keyward.vault.issuers;

import dev.keyward.model.ObjectName;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.VaultId;
import dev.keyward.model.certificates.CertificatePolicy;
import org.jspecify.annotations.Nullable;

/// One certificate asked of an issuer.
///
/// @param requestId the same at every step of an order and of no other: 32 hexadecimal digits
/// @param request PKCS#10 in DER (RFC 2986), signed by the key that the certificate is for
/// @param policy as it was when the certificate was asked for
/// @param progress what the last step left in [IssuerAnswer.Pending]; null at the first. Lent
public record IssuerOrder(
        VaultId vault,
        ObjectName certificate,
        String requestId,
        byte[] request,
        CertificatePolicy policy,
        IssuerSettings issuer,
        @Nullable SecretBytes progress) {
    @Override
    public String toString() {
        return "IssuerOrder[" + certificate + " " + requestId + "]";
    }
}
