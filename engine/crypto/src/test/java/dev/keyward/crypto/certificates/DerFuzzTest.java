package dev.keyward.crypto.certificates;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyward.crypto.encoding.Numbers;
import dev.keyward.crypto.files.ImportedKey;
import dev.keyward.crypto.files.KeyImport;
import dev.keyward.crypto.files.PrivateKeyInfos;
import dev.keyward.crypto.forms.EcCurves;
import dev.keyward.crypto.forms.Pkcs8;
import dev.keyward.crypto.forms.PrivateKeyParts;
import dev.keyward.crypto.forms.PublicKeyParts;
import dev.keyward.model.Curve;
import dev.keyward.model.VaultException;
import dev.keyward.testing.KeptInputs;
import dev.keyward.testing.SeededRandom;
import dev.keyward.testing.Stranger;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/// Certificates, bundles of them, certificate requests and private keys in DER, as strangers send
/// them.
@Tag("security:S-14")
final class DerFuzzTest {
    private static final KeyImport IMPORT = new KeyImport(new SeededRandom(1));

    @TestFactory
    Stream<DynamicTest> keptInputs() throws IOException {
        return KeptInputs.of(DerFuzzTest.class, DerFuzzTest::fuzzerTestOneInput);
    }

    public static void fuzzerTestOneInput(byte[] input) {
        Stranger.sends(input, VaultException.class, DerFuzzTest::chain);
        Stranger.sends(input, VaultException.class, der -> SignedRequest.parse(der).subject());
        Stranger.sends(input, VaultException.class, DerFuzzTest::privateKey);
    }

    /// What was taken can be written, and then reads the same.
    private static void chain(byte[] der) {
        CertificateChain chain = CertificateChain.parse(List.of(der));
        assertThat(CertificateChain.parse(chain.encoded()).encoded())
                .usingElementComparator(Arrays::compare)
                .containsExactlyElementsOf(chain.encoded());
        for (byte[] each : chain.encoded()) {
            keyOf(each)
                    .ifPresent(key -> {
                        chain.facts(key);
                        assertThat(chain.leafFirst(key).encoded()).hasSameSizeAs(chain.encoded());
                    });
        }
    }

    /// The public key of a certificate, of the kinds that certificates are for.
    private static Optional<PublicKeyParts> keyOf(byte[] certificate) {
        try {
            SubjectPublicKeyInfo info =
                    new X509CertificateHolder(certificate).getSubjectPublicKeyInfo();
            if (info.getAlgorithm().getAlgorithm().equals(PKCSObjectIdentifiers.rsaEncryption)) {
                RSAPublicKey key = RSAPublicKey.getInstance(info.parsePublicKey());
                return Optional.of(
                        new PublicKeyParts.Rsa(
                                Numbers.minimal(key.getModulus()),
                                Numbers.minimal(key.getPublicExponent())));
            }
            Curve curve =
                    EcCurves.byOid((ASN1ObjectIdentifier) info.getAlgorithm().getParameters())
                            .orElseThrow();
            return Optional.of(EcCurves.decodePoint(curve, info.getPublicKeyData().getOctets()));
        } catch (IOException | RuntimeException _) {
            return Optional.empty();
        }
    }

    /// As a key that was sent wrapped is read; what passes the checks can be kept.
    private static void privateKey(byte[] der) {
        PrivateKeyParts parts;
        try {
            parts = PrivateKeyInfos.parts(PrivateKeyInfo.getInstance(der));
        } catch (IOException | RuntimeException _) {
            // As its only caller has it.
            return;
        }
        try (parts;
                ImportedKey key = IMPORT.check(parts)) {
            assertThat(Pkcs8.publicParts(key.pkcs8())).isNotNull();
        }
    }
}
