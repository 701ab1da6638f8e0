package dev.keyward.issuers;

import dev.keyward.crypto.certificates.X509Signer;
import dev.keyward.crypto.encoding.CanonicalReader;
import dev.keyward.crypto.encoding.CanonicalWriter;
import dev.keyward.model.Bug;
import dev.keyward.model.Curve;
import dev.keyward.model.KeyParameters;
import dev.keyward.model.SecretBytes;
import dev.keyward.records.OpenRecord;
import java.time.Instant;

/// A certificate of an authority and its key, as one record of its vault: the certificate in clear,
/// the key sealed like every other.
///
/// @param generation from 1; a later one takes the place of an earlier for new certificates
/// @param certificate DER
/// @param rootGeneration of the root that signed it, or that it is
record Authority(
        Role role,
        int generation,
        Instant notAfter,
        byte[] certificate,
        SecretBytes pkcs8,
        int rootGeneration) {
    static final String KIND = "certificate-authority";
    static final KeyParameters KEY = new KeyParameters.Ec(Curve.P_384);
    private static final String PAYLOAD = "certificate-authority-key";

    /// Where it stands in the chain.
    enum Role {
        ROOT("root"),
        /// Signs what is asked for.
        INTERMEDIATE("intermediate");

        private final String word;

        Role(String word) {
            this.word = word;
        }

        static Role parse(String word) {
            for (Role role : values()) {
                if (role.word.equals(word)) {
                    return role;
                }
            }
            throw Bug.because("no role of an authority: " + word);
        }

        String name(int generation) {
            return word + "-" + generation;
        }
    }

    /// As its record, and what it publishes, is named.
    String name() {
        return role.name(generation);
    }

    String issuerName() {
        return Role.ROOT.name(rootGeneration);
    }

    X509Signer.Authority signer() {
        return new X509Signer.Authority(certificate, KEY, pkcs8);
    }

    byte[] clear() {
        return CanonicalWriter.of(KIND, 1)
                .text(role.word)
                .number(generation)
                .number(rootGeneration)
                .number(notAfter.getEpochSecond())
                .bytes(certificate)
                .toBytes();
    }

    SecretBytes payload() {
        return CanonicalWriter.of(PAYLOAD, 1).secret(pkcs8).toSecretBytes();
    }

    /// Its key has to be wiped.
    static Authority read(OpenRecord record) {
        try (SecretBytes payload =
                record.payload()
                        .orElseThrow(() -> Bug.because("an authority was stored without key"))) {
            SecretBytes pkcs8 =
                    CanonicalReader.read(payload, PAYLOAD, in -> in.expectFormat(1).secret());
            return record.clear(
                    KIND,
                    in -> {
                        in.expectFormat(1);
                        Role role = Role.parse(in.text());
                        int generation = Math.toIntExact(in.number());
                        int root = Math.toIntExact(in.number());
                        Instant notAfter = Instant.ofEpochSecond(in.number());
                        return new Authority(role, generation, notAfter, in.bytes(), pkcs8, root);
                    });
        }
    }

    @Override
    public String toString() {
        return "Authority[" + name() + "]";
    }
}
