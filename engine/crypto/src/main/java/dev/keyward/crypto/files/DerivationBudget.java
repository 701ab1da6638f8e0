package dev.keyward.crypto.files;

import java.math.BigInteger;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.oiw.OIWObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.KeyDerivationFunc;
import org.bouncycastle.asn1.pkcs.MacData;
import org.bouncycastle.asn1.pkcs.PBES2Parameters;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PBMAC1Params;
import org.bouncycastle.asn1.pkcs.PKCS12PBEParams;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/// What one key file may cost to open: iterations times the length of what is derived, summed over
/// its parts, in compressions of SHA-256. All that the file shows is taken off before anything is
/// derived; what is found inside an encrypted part, before that is.
///
/// A PFX of 600,000 iterations for the MAC, the certificates and the key costs 3 to 6 million,
/// whatever tool wrote it. Bouncy Castle does some four million a second.
final class DerivationBudget {
    static final long MOST = 8_000_000;

    /// What a refusal says, so that its reason can be told apart from others.
    static final String RULE =
            "encrypted with PBES2 (PBKDF2) or PKCS#12 encryption, of at most "
                    + MOST
                    + " rounds of hashing (iterations times key length, over all parts)";

    /// The longest key of a cipher: PBES2 may leave the length out.
    private static final int LONGEST_CIPHER_KEY = 32;

    /// Triple DES under SHA-1: two blocks for the key, one for the initial value; none takes more.
    private static final int PKCS12_BLOCKS = 3;

    private final Runnable pause;
    private long left = MOST;

    /// @param pause before each part, for who wants to give up
    DerivationBudget(Runnable pause) {
        this.pause = pause;
    }

    /// A hash: how long its value is, and what it takes beside SHA-256.
    private record Hash(int bytes, int weight) {
        /// One not known here is taken to be slow and short.
        static final Hash UNKNOWN = new Hash(16, 4);

        static Hash of(ASN1ObjectIdentifier digest) {
            if (digest.equals(OIWObjectIdentifiers.idSHA1)
                    || digest.equals(PKCSObjectIdentifiers.id_hmacWithSHA1)) {
                return new Hash(20, 1);
            }
            if (digest.equals(NISTObjectIdentifiers.id_sha256)
                    || digest.equals(PKCSObjectIdentifiers.id_hmacWithSHA256)) {
                return new Hash(32, 1);
            }
            if (digest.equals(NISTObjectIdentifiers.id_sha384)
                    || digest.equals(PKCSObjectIdentifiers.id_hmacWithSHA384)) {
                return new Hash(48, 2);
            }
            if (digest.equals(NISTObjectIdentifiers.id_sha512)
                    || digest.equals(PKCSObjectIdentifiers.id_hmacWithSHA512)) {
                return new Hash(64, 2);
            }
            return UNKNOWN;
        }
    }

    /// Before a part that was taken off is derived.
    void part() {
        pause.run();
    }

    /// @throws dev.keyward.model.VaultException with `BadParameter` for a scheme that isn't known,
    ///   or if it is too much
    void take(AlgorithmIdentifier scheme) {
        ASN1ObjectIdentifier id = scheme.getAlgorithm();
        if (id.equals(PKCSObjectIdentifiers.id_PBES2)) {
            KeyDerivationFunc derivation =
                    PBES2Parameters.getInstance(scheme.getParameters()).getKeyDerivationFunc();
            takePbkdf2(derivation.getAlgorithm(), derivation.getParameters());
        } else if (id.on(PKCSObjectIdentifiers.pkcs_12PbeIds)) {
            take(
                    PKCS12PBEParams.getInstance(scheme.getParameters()).getIterations(),
                    PKCS12_BLOCKS);
        } else {
            throw KeyFiles.refused(RULE);
        }
    }

    /// @param times how often it may have to be computed
    void take(MacData mac, int times) {
        AlgorithmIdentifier algorithm = mac.getMac().getAlgorithmId();
        for (int i = 0; i < times; i++) {
            if (algorithm.getAlgorithm().equals(PKCSObjectIdentifiers.id_PBMAC1)) {
                AlgorithmIdentifier derivation =
                        PBMAC1Params.getInstance(algorithm.getParameters()).getKeyDerivationFunc();
                takePbkdf2(derivation.getAlgorithm(), derivation.getParameters());
            } else {
                take(mac.getIterationCount(), Hash.of(algorithm.getAlgorithm()).weight());
            }
        }
    }

    /// RFC 8018 5.2: for each block of the derived key as many HMACs as iterations, of two
    /// compressions each.
    private void takePbkdf2(ASN1ObjectIdentifier function, ASN1Encodable parameters) {
        if (!function.equals(PKCSObjectIdentifiers.id_PBKDF2)) {
            throw KeyFiles.refused(RULE);
        }
        PBKDF2Params pbkdf2 = PBKDF2Params.getInstance(parameters);
        Hash hash = Hash.of(pbkdf2.getPrf().getAlgorithm());
        BigInteger length = pbkdf2.getKeyLength();
        long bytes = length == null ? LONGEST_CIPHER_KEY : within(length);
        take(pbkdf2.getIterationCount(), Math.ceilDiv(bytes, hash.bytes()) * 2 * hash.weight());
    }

    private void take(BigInteger iterations, long each) {
        // Both are below 2^32: nothing overflows.
        left -= Math.min(within(iterations) * each, MOST + 1);
        if (left < 0) {
            throw KeyFiles.refused(RULE);
        }
    }

    private static long within(BigInteger number) {
        if (number.signum() <= 0 || number.bitLength() > 24) {
            throw KeyFiles.refused(RULE);
        }
        return number.longValueExact();
    }
}
