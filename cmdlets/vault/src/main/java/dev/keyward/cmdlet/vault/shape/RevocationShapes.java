package dev.keyward.cmdlet.vault.shape;

import dev.keyward.cmdlet.PsObject;
import dev.keyward.wire.authority.RevocationBundle;
import java.util.Locale;

/// A certificate that was revoked, as an object.
public final class RevocationShapes {
    private RevocationShapes() {}

    public static PsObject revocation(RevocationBundle revocation, String vault) {
        return new PsObject(Types.REVOCATION)
                .set("VaultName", vault.toLowerCase(Locale.ROOT))
                .set("Name", revocation.certificate())
                .set("SerialNumber", revocation.serialNumber())
                .set("Reason", revocation.reason())
                .set("Revoked", Texts.time(revocation.revoked()));
    }
}
