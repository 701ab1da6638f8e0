package dev.keyward.crypto.forms;

import dev.keyward.model.Bug;
import dev.keyward.model.SecretAccess;
import dev.keyward.model.SecretBytes;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;

/// Keys in the form that libraries take which sign by themselves.
public final class JavaKeyPair {
    private JavaKeyPair() {}

    /// @param pkcs8 of an EC key from [Keys#generate][dev.keyward.crypto.keys.Keys#generate]; lent,
    ///   but the pair holds a copy that can't be wiped
    public static KeyPair ofEc(SecretBytes pkcs8) {
        byte[] spki = Pkcs8.subjectPublicKeyInfo(Pkcs8.publicParts(pkcs8));
        try {
            KeyFactory factory = KeyFactory.getInstance("EC");
            return new KeyPair(
                    factory.generatePublic(new X509EncodedKeySpec(spki)),
                    factory.generatePrivate(
                            pkcs8.use(SecretAccess.request(), PKCS8EncodedKeySpec::new)));
        } catch (GeneralSecurityException e) {
            throw Bug.because("the key was made as an EC key", e);
        }
    }
}
