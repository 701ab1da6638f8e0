package dev.keyward.vault.certificates;

import dev.keyward.model.ObjectName;
import dev.keyward.model.ObjectVersion;
import dev.keyward.model.certificates.IssuerReference;

/// The making of a version of a certificate, as far as callers see it.
///
/// @param version the one that is made
/// @param requestId 32 hexadecimal digits
/// @param request PKCS#10 in DER; nobody may change it
public record CertificateOperation(
        ObjectName name,
        ObjectVersion version,
        String requestId,
        IssuerReference issuer,
        byte[] request,
        OperationStatus status,
        boolean cancellationRequested,
        boolean preserveOrder) {
    @Override
    public String toString() {
        return "CertificateOperation[" + name + " " + requestId + "]";
    }
}
