package dev.keyward.directory.principals;

import dev.keyward.crypto.encoding.CanonicalReader;
import dev.keyward.crypto.encoding.CanonicalWriter;
import dev.keyward.model.PrincipalId;
import dev.keyward.model.SecretBytes;
import dev.keyward.records.entities.EntityKind;
import dev.keyward.records.entities.Parent;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The password of a user, hashed. A user without one can't sign in by password.
record Password(PrincipalId user, SecretHash.OfPassword hash) {
    static final EntityKind<Password> KIND = new Kind();

    private static final class Kind implements EntityKind<Password> {
        private static final String HASH = "argon2id";

        @Override
        public String word() {
            return "user-password";
        }

        @Override
        public String key(Password password) {
            return password.user.canonical();
        }

        @Override
        public byte[] clear(Password password) {
            return CanonicalWriter.of(word(), 1).text(password.user.value()).toBytes();
        }

        @Override
        public SecretBytes sealed(Password password) {
            return CanonicalWriter.of(HASH, 1).secret(password.hash.phc()).toSecretBytes();
        }

        @Override
        public Password read(CanonicalReader in, @Nullable SecretBytes sealed) {
            in.expectFormat(1);
            return new Password(
                    new PrincipalId(in.text()),
                    new SecretHash.OfPassword(
                            CanonicalReader.read(
                                    required(sealed),
                                    HASH,
                                    hash -> hash.expectFormat(1).secret())));
        }

        @Override
        public Optional<Parent<Password>> parent() {
            return Optional.of(new Parent<>("user", password -> password.user.canonical()));
        }
    }
}
