package dev.keyward.crypto.certificates;

import dev.keyward.crypto.encoding.Foreign;
import dev.keyward.crypto.encoding.Refusal;
import dev.keyward.crypto.forms.Providers;
import dev.keyward.model.VaultException;
import java.io.IOException;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.PKCSException;

/// A certificate request (PKCS#10, RFC 2986) whose signature proves that its maker has the key.
public final class SignedRequest {
    private final PKCS10CertificationRequest request;

    private SignedRequest(PKCS10CertificationRequest request) {
        this.request = request;
    }

    /// @throws dev.keyward.model.VaultException with `BadParameter` if it is none, or its signature
    ///   isn't right
    public static SignedRequest parse(byte[] der) {
        return Foreign.read(() -> signed(der), SignedRequest::refused);
    }

    private static SignedRequest signed(byte[] der) throws IOException {
        PKCS10CertificationRequest request = new PKCS10CertificationRequest(der);
        try {
            if (request.isSignatureValid(
                    new JcaContentVerifierProviderBuilder()
                            .setProvider(Providers.bouncyCastle())
                            .build(request.getSubjectPublicKeyInfo()))) {
                return new SignedRequest(request);
            }
        } catch (OperatorCreationException | PKCSException malformed) {
            throw new IOException(malformed);
        }
        throw refused();
    }

    private static VaultException refused() {
        return Refusal.of("csr", "a PKCS#10 request signed by its own key");
    }

    /// The subject asked for, most specific part first (RFC 4514).
    ///
    /// @throws VaultException with `BadParameter` if it has no such form
    public String subject() {
        return Foreign.read(() -> X509Names.text(request.getSubject()), SignedRequest::refused);
    }

    SubjectPublicKeyInfo publicKey() {
        return request.getSubjectPublicKeyInfo();
    }
}
