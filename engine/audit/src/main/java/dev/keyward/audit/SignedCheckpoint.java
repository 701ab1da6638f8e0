package dev.keyward.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.Optional;

/// A checkpoint with its signature, as text a person can read and a witness can keep.
///
/// @param signature in Base64
public record SignedCheckpoint(Checkpoint checkpoint, String keyId, String signature) {
    private static final String MARK = "signature ";

    static SignedCheckpoint sign(Checkpoint checkpoint, CheckpointSigner signer) {
        String signature = Base64.getEncoder().encodeToString(signer.sign(checkpoint.message()));
        return new SignedCheckpoint(checkpoint, signer.keyId(), signature);
    }

    /// The checkpoint's lines, then `signature <key id> <Base64>`.
    public String text() {
        return checkpoint.text() + MARK + keyId + " " + signature + "\n";
    }

    byte[] bytes() {
        return text().getBytes(UTF_8);
    }

    public boolean verifies(CheckpointVerifier verifier) {
        try {
            byte[] bytes = Base64.getDecoder().decode(signature);
            return verifier.verify(keyId, checkpoint.message(), bytes);
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    /// @return empty unless the text is exactly what [#text] makes
    public static Optional<SignedCheckpoint> parse(String text) {
        int mark = text.indexOf("\n" + MARK);
        if (mark < 0) {
            return Optional.empty();
        }
        String[] signature = text.substring(mark + 1 + MARK.length()).strip().split(" ", -1);
        if (signature.length != 2) {
            return Optional.empty();
        }
        return Checkpoint.parse(text.substring(0, mark + 1))
                .map(checkpoint -> new SignedCheckpoint(checkpoint, signature[0], signature[1]))
                .filter(parsed -> parsed.text().equals(text));
    }
}
