package dev.keyward.directory.tokens;

import dev.keyward.model.Curve;
import dev.keyward.model.KeyParameters;
import dev.keyward.model.SignatureAlgorithm;

/// How a token is signed (RFC 7518 3.1). It belongs to the key that signs; what a token says of it
/// only has to agree.
public enum TokenAlgorithm {
    /// As Entra signs, and what every verifier knows: OpenID Connect Discovery 1.0 demands it.
    RS256(SignatureAlgorithm.RS256, new KeyParameters.Rsa(2048)),
    /// Of short signatures, whose keys are made at once.
    ES256(SignatureAlgorithm.ES256, new KeyParameters.Ec(Curve.P_256));

    private final SignatureAlgorithm signature;
    private final KeyParameters key;

    TokenAlgorithm(SignatureAlgorithm signature, KeyParameters key) {
        this.signature = signature;
        this.key = key;
    }

    /// Over SHA-256, whichever it is.
    SignatureAlgorithm signature() {
        return signature;
    }

    KeyParameters key() {
        return key;
    }
}
