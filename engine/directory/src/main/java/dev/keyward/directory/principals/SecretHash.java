package dev.keyward.directory.principals;

import dev.keyward.model.SecretBytes;

/// How a credential is kept: never itself.
sealed interface SecretHash {
    /// HMAC under the deployment's pepper: right for secrets of 256 random bits, and cheap.
    record OfRandom(SecretBytes mac) implements SecretHash {}

    /// Argon2id: for what people choose.
    record OfPassword(SecretBytes phc) implements SecretHash {}
}
