package dev.keyward.directory.tokens;

import dev.keyward.crypto.forms.PublicKeyParts;
import dev.keyward.crypto.keys.CryptoKey;
import dev.keyward.model.Bug;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.TenantId;
import java.time.Instant;

/// A P-256 key that signs the tokens of one tenant.
///
/// @param kid bound to the tenant: a token of another tenant can't name it
/// @param activeFrom when it starts to sign; it is published before
/// @param pkcs8 to be sealed when it is stored
/// @param key the same, opened
record SigningKey(
        String kid, TenantId tenant, Instant activeFrom, SecretBytes pkcs8, CryptoKey key) {
    PublicKeyParts.Ec publicParts() {
        return switch (key.publicParts()) {
            case PublicKeyParts.Ec ec -> ec;
            case PublicKeyParts.Rsa _,
                    PublicKeyParts.Oct _,
                    PublicKeyParts.Akp _,
                    PublicKeyParts.Okp _ ->
                    throw Bug.because("a token key isn't EC");
        };
    }
}
