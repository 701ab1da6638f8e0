package dev.keyward.crypto.keys;

import dev.keyward.model.Bug;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;

/// Encoding of digests for RSA signatures (RFC 8017, 9). Our own, because providers sign digests
/// that were made elsewhere in different ways or not at all; what is left to them is the bare RSA
/// operation, which is the same everywhere.
final class Emsa {
    private static final byte TRAILER = (byte) 0xbc;

    private Emsa() {}

    /// The DER DigestInfo of RFC 8017, 9.2, note 1, by the digest's length: SHA-256, 384 or 512.
    static byte[] digestInfo(byte[] digest) {
        String prefix =
                switch (digest.length) {
                    case 32 -> "3031300d060960864801650304020105000420";
                    case 48 -> "3041300d060960864801650304020205000430";
                    case 64 -> "3051300d060960864801650304020305000440";
                    default -> throw Bug.because("no hash has " + digest.length + " bytes");
                };
        byte[] head = HexFormat.of().parseHex(prefix);
        byte[] info = Arrays.copyOf(head, head.length + digest.length);
        System.arraycopy(digest, 0, info, head.length, digest.length);
        return info;
    }

    /// EMSA-PKCS1-v1_5 around a finished DigestInfo (9.2, steps 3 to 5).
    ///
    /// @param length of the modulus in bytes; `digestInfo` leaves at least 11 of them
    static byte[] pkcs1(byte[] digestInfo, int length) {
        if (digestInfo.length > length - 11) {
            throw Bug.because("a DigestInfo too long for the modulus");
        }
        byte[] block = new byte[length];
        Arrays.fill(block, (byte) 0xff);
        int separator = length - digestInfo.length - 1;
        block[0] = 0;
        block[1] = 1;
        block[separator] = 0;
        System.arraycopy(digestInfo, 0, block, separator + 1, digestInfo.length);
        return block;
    }

    /// EMSA-PSS-ENCODE with MGF1 over the same hash and a salt as long as the hash (9.1.1).
    ///
    /// @param length of the modulus in bytes; the modulus has its top bit set
    static byte[] pss(byte[] digest, int length, SecureRandom random) {
        byte[] salt = new byte[digest.length];
        random.nextBytes(salt);
        byte[] h = hashWithSalt(digest, salt);
        int dbLength = length - h.length - 1;
        byte[] db = new byte[dbLength];
        db[dbLength - salt.length - 1] = 1;
        System.arraycopy(salt, 0, db, dbLength - salt.length, salt.length);
        mask(db, h);
        // emBits is one less than the modulus has.
        db[0] &= 0x7f;
        byte[] block = Arrays.copyOf(db, length);
        System.arraycopy(h, 0, block, dbLength, h.length);
        block[length - 1] = TRAILER;
        return block;
    }

    /// EMSA-PSS-VERIFY for the same parameters (9.1.2).
    static boolean isPss(byte[] block, byte[] digest) {
        int hashLength = digest.length;
        int dbLength = block.length - hashLength - 1;
        if (dbLength < hashLength + 1
                || block[block.length - 1] != TRAILER
                || (block[0] & 0x80) != 0) {
            return false;
        }
        byte[] db = Arrays.copyOf(block, dbLength);
        byte[] h = Arrays.copyOfRange(block, dbLength, dbLength + hashLength);
        mask(db, h);
        db[0] &= 0x7f;
        int separator = dbLength - hashLength - 1;
        for (int i = 0; i < separator; i++) {
            if (db[i] != 0) {
                return false;
            }
        }
        byte[] salt = Arrays.copyOfRange(db, separator + 1, dbLength);
        return db[separator] == 1 && MessageDigest.isEqual(h, hashWithSalt(digest, salt));
    }

    private static byte[] hashWithSalt(byte[] digest, byte[] salt) {
        MessageDigest hash = hash(digest.length);
        hash.update(new byte[8]);
        hash.update(digest);
        return hash.digest(salt);
    }

    /// XORs MGF1 of the seed over the bytes (RFC 8017, B.2.1).
    private static void mask(byte[] bytes, byte[] seed) {
        MessageDigest hash = hash(seed.length);
        for (int done = 0, counter = 0; done < bytes.length; counter++) {
            hash.update(seed);
            byte[] block =
                    hash.digest(
                            new byte[] {
                                (byte) (counter >> 24),
                                (byte) (counter >> 16),
                                (byte) (counter >> 8),
                                (byte) counter
                            });
            for (int i = 0; i < block.length && done < bytes.length; i++, done++) {
                bytes[done] ^= block[i];
            }
        }
    }

    private static MessageDigest hash(int length) {
        try {
            return MessageDigest.getInstance("SHA-" + 8 * length);
        } catch (NoSuchAlgorithmException e) {
            throw Bug.because("no hash has " + length + " bytes", e);
        }
    }
}
