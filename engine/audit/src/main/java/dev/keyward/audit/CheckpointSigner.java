package dev.keyward.audit;

/// Signs checkpoints with the audit key, such as Ed25519 or ES256. Called by one thread.
public interface CheckpointSigner {
    /// Tells verifiers which key to use: letters, digits, dots, hyphens.
    String keyId();

    byte[] sign(byte[] message);
}
