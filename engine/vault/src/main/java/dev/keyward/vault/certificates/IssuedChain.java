package dev.keyward.vault.certificates;

import dev.keyward.model.Bug;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.List;

/// The X.509 certificates of a version.
///
/// @param certificates DER each; nobody may change them
/// @param leaf index of the one for the version's own key
public record IssuedChain(List<byte[]> certificates, int leaf) {
    public IssuedChain {
        certificates = List.copyOf(certificates);
    }

    public byte[] leafDer() {
        return certificates.get(leaf);
    }

    /// SHA-1 of the leaf, as clients know certificates by.
    public byte[] thumbprint() {
        return digest("SHA-1");
    }

    public byte[] sha256() {
        return digest("SHA-256");
    }

    private byte[] digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm).digest(leafDer());
        } catch (GeneralSecurityException e) {
            throw Bug.because(algorithm + " belongs to every JDK", e);
        }
    }
}
