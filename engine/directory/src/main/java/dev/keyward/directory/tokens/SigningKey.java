package dev.keyward.directory.tokens;

import dev.keyward.crypto.forms.PublicKeyParts;
import dev.keyward.crypto.keys.CryptoKey;
import dev.keyward.model.Bug;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.TenantId;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A key that signs the tokens of one tenant, with the one algorithm it was made for.
final class SigningKey {
    private final Name name;
    private final SecretBytes pkcs8;
    private final byte @Nullable [] certificate;
    private final Supplier<CryptoKey> opening;
    private volatile @Nullable CryptoKey opened;

    /// What stands in clear.
    ///
    /// @param kid bound to the tenant: a token of another tenant can't name it
    /// @param activeFrom when it starts to sign; it is published before
    record Name(String kid, TenantId tenant, TokenAlgorithm algorithm, Instant activeFrom) {}

    /// @param pkcs8 to be sealed when it is stored
    /// @param certificate self-signed, DER; null for ES256
    /// @param opening opens `pkcs8`, once it is needed: providers of RSA take long to load
    SigningKey(
            Name name,
            SecretBytes pkcs8,
            byte @Nullable [] certificate,
            Supplier<CryptoKey> opening) {
        this.name = name;
        this.pkcs8 = pkcs8;
        this.certificate = certificate;
        this.opening = opening;
    }

    String kid() {
        return name.kid;
    }

    TenantId tenant() {
        return name.tenant;
    }

    TokenAlgorithm algorithm() {
        return name.algorithm;
    }

    Instant activeFrom() {
        return name.activeFrom;
    }

    SecretBytes pkcs8() {
        return pkcs8;
    }

    byte @Nullable [] certificate() {
        return certificate;
    }

    byte[] sign(byte[] sha256) {
        return key().sign(name.algorithm.signature(), sha256);
    }

    boolean verify(byte[] sha256, byte[] signature) {
        return key().verify(name.algorithm.signature(), sha256, signature);
    }

    TokenKey publicHalf() {
        byte[] der = certificate;
        return switch (key().publicParts()) {
            case PublicKeyParts.Rsa rsa when der != null ->
                    new TokenKey.Rsa(name.kid, rsa.n(), rsa.e(), der);
            case PublicKeyParts.Ec ec -> new TokenKey.Ec(name.kid, ec.x(), ec.y());
            case PublicKeyParts.Rsa _,
                    PublicKeyParts.Oct _,
                    PublicKeyParts.Akp _,
                    PublicKeyParts.Okp _ ->
                    throw Bug.because("a token key is of no such kind");
        };
    }

    /// Opened twice if two ask for it first at once, which does no harm.
    private CryptoKey key() {
        CryptoKey known = opened;
        if (known == null) {
            known = opening.get();
            opened = known;
        }
        return known;
    }
}
