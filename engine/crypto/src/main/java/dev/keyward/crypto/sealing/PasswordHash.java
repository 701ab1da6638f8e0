package dev.keyward.crypto.sealing;

import dev.keyward.model.SecretAccess;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/// Argon2id hashes of passwords that people choose (RFC 9106), in the PHC string form
/// `$argon2id$v=19$m=65536,t=3,p=4$salt$hash`.
///
/// One hash takes 64 MiB and about half a second; callers bound how many run at once, and bring the
/// memory: a [Workspace] for each thread that hashes.
public final class PasswordHash {
    /// The second recommendation of RFC 9106, section 4.
    static final Cost COST = new Cost(65536, 3, 4);

    /// Above these a stored text was tampered with to make us work (security.md, section 5).
    private static final Cost CEILING = new Cost(1 << 20, 16, 16);

    /// What a [Workspace] takes, with what each block of it takes on the heap. Here, so that a
    /// start that hashes nothing loads nothing of Bouncy Castle.
    public static final long WORKSPACE_BYTES = COST.memoryKib() * (1024L + 64);

    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final Pattern PHC =
            Pattern.compile(
                    "\\$argon2id\\$v=19\\$m=([0-9]{1,7}),t=([0-9]{1,2}),p=([0-9]{1,2})"
                            + "\\$([A-Za-z0-9+/]{22})\\$([A-Za-z0-9+/]{43})");

    private final SecureRandom random;
    private final Hmac pepper;
    private final Cost cost;

    /// @param memoryKib in KiB
    record Cost(int memoryKib, int passes, int lanes) {}

    /// @param pepper every password goes through it first, so that a stolen hash alone can't be
    ///   tried out
    public PasswordHash(SecureRandom random, Hmac pepper) {
        this(random, pepper, COST);
    }

    PasswordHash(SecureRandom random, Hmac pepper, Cost cost) {
        this.random = random;
        this.pepper = pepper;
        this.cost = cost;
    }

    /// The memory that hashes are computed in, kept from one to the next and zeroed after each: 64
    /// MiB once it was used, and all there is of it. For one thread.
    public static final class Workspace {
        private final Argon2BytesGenerator.BlockPool blocks =
                new Argon2BytesGenerator.FixedBlockPool(
                        Argon2BytesGenerator.getBlockCount(COST.memoryKib(), COST.lanes()));
    }

    public String hash(SecretBytes password, Workspace memory) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return String.format(
                "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s",
                cost.memoryKib(),
                cost.passes(),
                cost.lanes(),
                base64.encodeToString(salt),
                base64.encodeToString(peppered(password, salt, cost, memory)));
    }

    /// @param hash from [#hash]
    /// @throws VaultException with `IntegrityFailure` if it is no such text
    public boolean matches(SecretBytes password, String hash, Workspace memory) {
        Matcher phc = PHC.matcher(hash);
        if (!phc.matches()) {
            throw malformed();
        }
        Cost stored =
                new Cost(
                        Integer.parseInt(phc.group(1)),
                        Integer.parseInt(phc.group(2)),
                        Integer.parseInt(phc.group(3)));
        if (!isSane(stored)) {
            throw malformed();
        }
        Base64.Decoder base64 = Base64.getDecoder();
        byte[] expected = base64.decode(phc.group(5));
        byte[] actual = peppered(password, base64.decode(phc.group(4)), stored, memory);
        return MessageDigest.isEqual(expected, actual);
    }

    /// Takes as long as [#matches], for principals that don't exist.
    public void waste(SecretBytes password, Workspace memory) {
        peppered(password, new byte[SALT_BYTES], cost, memory);
    }

    private byte[] peppered(SecretBytes password, byte[] salt, Cost with, Workspace memory) {
        byte[] peppered = password.use(SecretAccess.request(), pepper::of);
        try {
            return argon2id(peppered, salt, with, memory);
        } finally {
            Arrays.fill(peppered, (byte) 0);
        }
    }

    /// 32 bytes (RFC 9106 3.1).
    static byte[] argon2id(byte[] password, byte[] salt, Cost cost, Workspace memory) {
        Argon2Parameters parameters =
                new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                        .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                        .withMemoryAsKB(cost.memoryKib())
                        .withIterations(cost.passes())
                        .withParallelism(cost.lanes())
                        .withSalt(salt)
                        .withBlockPool(memory.blocks)
                        .build();
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(parameters);
        byte[] hash = new byte[HASH_BYTES];
        generator.generateBytes(password, hash);
        return hash;
    }

    /// RFC 9106 3.1 asks for 8 KiB a lane at least.
    private static boolean isSane(Cost cost) {
        return cost.passes() >= 1
                && cost.passes() <= CEILING.passes()
                && cost.lanes() >= 1
                && cost.lanes() <= CEILING.lanes()
                && cost.memoryKib() >= 8 * cost.lanes()
                && cost.memoryKib() <= CEILING.memoryKib();
    }

    private static VaultException malformed() {
        return new VaultException(
                new VaultError.IntegrityFailure("a stored password hash is malformed"));
    }
}
