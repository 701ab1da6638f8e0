package dev.keyward.vault.certificates;

import dev.keyward.model.Attributes;
import dev.keyward.model.Deletion;
import dev.keyward.model.ObjectName;
import dev.keyward.model.ObjectVersion;
import dev.keyward.model.Tags;
import org.jspecify.annotations.Nullable;

/// One version of a certificate. Its key and its secret have the same name and version.
///
/// @param name in the case it was made with
/// @param attributes with the times of the X.509 certificate
/// @param chain null while it is being issued, and for good if it never was
/// @param preserveOrder whether the chain stays in the order it came in
/// @param deletion null while the certificate lives
public record Certificate(
        ObjectName name,
        ObjectVersion version,
        Attributes attributes,
        @Nullable IssuedChain chain,
        Tags tags,
        boolean preserveOrder,
        @Nullable Deletion deletion) {
    @Override
    public String toString() {
        return "Certificate[" + name + "/" + version + "]";
    }
}
