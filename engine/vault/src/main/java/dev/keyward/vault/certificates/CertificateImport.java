package dev.keyward.vault.certificates;

import dev.keyward.model.SecretBytes;
import dev.keyward.model.Tags;
import dev.keyward.model.certificates.CertificatePolicy;
import dev.keyward.model.certificates.SecretFormat;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A certificate from outside, with its key.
///
/// @param file PKCS#12, or PEM text
/// @param format of the file
/// @param password of PKCS#12; null for none
/// @param policy what the caller wants it to be, given what the certificate itself says
/// @param preserveOrder whether the chain stays in the order of the file
/// @param pause run before each part of the work that takes long; what it throws ends the import
public record CertificateImport(
        SecretBytes file,
        SecretFormat format,
        @Nullable SecretBytes password,
        UnaryOperator<CertificatePolicy> policy,
        boolean policyEnabled,
        Tags tags,
        boolean enabled,
        boolean preserveOrder,
        Runnable pause)
        implements AutoCloseable {
    /// Wipes file and password.
    @Override
    public void close() {
        file.close();
        if (password != null) {
            password.close();
        }
    }

    @Override
    public String toString() {
        return "CertificateImport";
    }
}
