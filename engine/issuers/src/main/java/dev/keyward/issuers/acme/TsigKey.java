package dev.keyward.issuers.acme;

import dev.keyward.model.SecretBytes;

/// The key that updates of a zone are signed with (TSIG, RFC 8945).
///
/// @param name as the name server calls it
/// @param secret 16 bytes or more
public record TsigKey(String name, Algorithm algorithm, SecretBytes secret) {
    /// Those of RFC 8945 6 whose hash nobody advises against.
    public enum Algorithm {
        HMAC_SHA256("hmac-sha256"),
        HMAC_SHA384("hmac-sha384"),
        HMAC_SHA512("hmac-sha512");

        private final String word;

        Algorithm(String word) {
            this.word = word;
        }

        /// As in the settings of name servers.
        public String word() {
            return word;
        }
    }

    @Override
    public String toString() {
        return "TsigKey[" + name + ", " + algorithm.word() + "]";
    }
}
