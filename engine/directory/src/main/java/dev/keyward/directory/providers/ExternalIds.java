package dev.keyward.directory.providers;

import dev.keyward.crypto.encoding.CanonicalWriter;
import dev.keyward.model.Bug;
import dev.keyward.model.Guids;
import dev.keyward.model.PrincipalId;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;
import java.util.regex.Pattern;

/// From what a provider calls somebody to an object id (identity.md, section 10: external OIDC maps
/// (iss, sub) to a stable oid).
///
/// What is worked out here is a GUID of version 8 (RFC 9562 5.8), and no id of version 8 is taken
/// as it is issued: so no provider can name another's users, and none of the directory's own, whose
/// ids are of version 4, is ever met by chance.
public final class ExternalIds {
    private static final int OURS = 8;

    /// [MS-DTYP] 2.4.2.1.
    private static final Pattern SID = Pattern.compile("[Ss]-1-\\d{1,15}(-\\d{1,10}){1,15}");

    private ExternalIds() {}

    /// What an id is of; a group never is who a user is.
    public enum What {
        SUBJECT,
        GROUP,
        CLIENT
    }

    static PrincipalId principal(ClaimMapping.Ids ids, String issuer, What what, String id) {
        return switch (ids) {
            case DERIVED -> new PrincipalId(derived(issuer, what, id).toString());
            case AS_ISSUED ->
                    isOwn(id)
                            ? new PrincipalId(id)
                            : new PrincipalId(derived(issuer, what, id).toString());
        };
    }

    private static boolean isOwn(String id) {
        return SID.matcher(id).matches()
                || Guids.isGuid(id) && UUID.fromString(id).version() != OURS;
    }

    static UUID derived(String issuer, What what, String id) {
        byte[] words =
                CanonicalWriter.of("external-id", 1)
                        .text(issuer)
                        .text(what.name())
                        .text(id)
                        .toBytes();
        ByteBuffer hash = ByteBuffer.wrap(sha256(words));
        return new UUID(
                hash.getLong() & ~0xF000L | OURS << 12,
                hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL | 0x8000_0000_0000_0000L);
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException impossible) {
            throw Bug.because("SHA-256 belongs to every JDK", impossible);
        }
    }
}
