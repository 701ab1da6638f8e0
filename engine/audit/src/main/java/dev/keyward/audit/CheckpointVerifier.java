package dev.keyward.audit;

/// Knows the public parts of audit keys, past ones included.
@FunctionalInterface
public interface CheckpointVerifier {
    /// @return false also when the key is unknown
    boolean verify(String keyId, byte[] message, byte[] signature);
}
