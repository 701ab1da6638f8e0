package dev.keyward.vault;

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
}
