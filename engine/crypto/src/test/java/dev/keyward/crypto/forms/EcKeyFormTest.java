package dev.keyward.crypto.forms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyward.crypto.keys.Keys;
import dev.keyward.model.Curve;
import dev.keyward.model.KeyParameters;
import dev.keyward.model.OkpCurve;
import dev.keyward.model.SecretAccess;
import dev.keyward.model.SecretBytes;
import java.io.IOException;
import java.math.BigInteger;
import java.security.SecureRandom;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class EcKeyFormTest {
    private final Keys keys = new Keys(new SecureRandom());

    /// What was kept before this form was written by hand has to be read, and the other way round.
    @ParameterizedTest
    @EnumSource(Curve.class)
    void isByteForByteWhatBouncyCastleWrites(Curve curve) throws IOException {
        BigInteger small = BigInteger.valueOf(3);
        PublicKeyParts.Ec point = EcCurves.publicPoint(curve, small);
        byte[] encoded = EcKeyForm.encoded(point);
        AlgorithmIdentifier algorithm =
                new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, EcCurves.oid(curve));
        byte[] expected =
                new PrivateKeyInfo(
                                algorithm,
                                new ECPrivateKey(
                                        EcCurves.order(curve).bitLength(),
                                        small,
                                        new DERBitString(encoded),
                                        null))
                        .getEncoded("DER");
        try (SecretBytes pkcs8 = EcKeyForm.pkcs8(point, small)) {
            assertThat(pkcs8.toByteArray(SecretAccess.request())).isEqualTo(expected);
            PublicKeyParts.Ec read = EcKeyForm.publicParts(pkcs8).orElseThrow();
            assertThat(read.curve()).isEqualTo(curve);
            assertThat(EcKeyForm.encoded(read)).isEqualTo(encoded);
        }
        assertThat(EcKeyForm.subjectPublicKeyInfo(point))
                .isEqualTo(new SubjectPublicKeyInfo(algorithm, encoded).getEncoded("DER"));
    }

    @Test
    void otherKeysAreNotTakenForOne() {
        for (KeyParameters other :
                new KeyParameters[] {
                    new KeyParameters.Okp(OkpCurve.ED25519), new KeyParameters.Rsa(2048)
                }) {
            try (SecretBytes pkcs8 = keys.generate(other)) {
                assertThat(EcKeyForm.publicParts(pkcs8)).isEmpty();
            }
        }
        // The right length, but another structure.
        try (SecretBytes pkcs8 = keys.generate(new KeyParameters.Ec(Curve.P_256))) {
            byte[] bytes = pkcs8.toByteArray(SecretAccess.request());
            bytes[bytes.length - 65 - 1] ^= 1;
            try (SecretBytes changed = SecretBytes.adopt(bytes)) {
                assertThat(EcKeyForm.publicParts(changed)).isEmpty();
            }
        }
    }
}
