package dev.keyward.api;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/// An authority that the deployment knows nothing of.
public final class ForeignAuthority {
    private final KeyPair keys;

    public ForeignAuthority() throws GeneralSecurityException {
        keys = pair();
    }

    public static KeyPair pair() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        return generator.generateKeyPair();
    }

    /// @return its own certificate, base64
    public String root(Instant now) throws Exception {
        return signed("CN=Elsewhere", keys.getPublic(), now);
    }

    /// @return a certificate, base64
    public String signed(String subject, PublicKey key, Instant now) throws Exception {
        return Base64.getEncoder()
                .encodeToString(
                        new JcaX509v3CertificateBuilder(
                                        new X500Principal("CN=Elsewhere"),
                                        BigInteger.valueOf(7),
                                        Date.from(now.minusSeconds(60)),
                                        Date.from(now.plus(Duration.ofDays(90))),
                                        new X500Principal(subject),
                                        key)
                                .build(
                                        new JcaContentSignerBuilder("SHA256withECDSA")
                                                .build(keys.getPrivate()))
                                .getEncoded());
    }
}
