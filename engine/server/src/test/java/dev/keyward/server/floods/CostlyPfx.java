package dev.keyward.server.floods;

import java.io.IOException;
import java.util.Base64;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.pkcs.AuthenticatedSafe;
import org.bouncycastle.asn1.pkcs.ContentInfo;
import org.bouncycastle.asn1.pkcs.MacData;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PBMAC1Params;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.Pfx;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.DigestInfo;

/// A small file that takes long to check: PBMAC1 (RFC 9579) over nothing.
public final class CostlyPfx {
    private CostlyPfx() {}

    /// The body of an import.
    ///
    /// @param iterations of a MAC whose key is as long as two blocks
    public static String importBody(int iterations) throws IOException {
        return importBody(iterations, "x");
    }

    /// The same with a password, which isn't the right one.
    static String importBody(int iterations, String password) throws IOException {
        AlgorithmIdentifier hmac =
                new AlgorithmIdentifier(PKCSObjectIdentifiers.id_hmacWithSHA256, DERNull.INSTANCE);
        PBMAC1Params mac =
                new PBMAC1Params(
                        new AlgorithmIdentifier(
                                PKCSObjectIdentifiers.id_PBKDF2,
                                new PBKDF2Params(new byte[8], iterations, 64, hmac)),
                        hmac);
        byte[] pfx =
                new Pfx(
                                new ContentInfo(
                                        PKCSObjectIdentifiers.data,
                                        new DEROctetString(
                                                new AuthenticatedSafe(new ContentInfo[0])
                                                        .getEncoded())),
                                new MacData(
                                        new DigestInfo(
                                                new AlgorithmIdentifier(
                                                        PKCSObjectIdentifiers.id_PBMAC1, mac),
                                                new byte[32]),
                                        new byte[8],
                                        1))
                        .getEncoded();
        return "{\"value\":\""
                + Base64.getEncoder().encodeToString(pfx)
                + "\",\"pwd\":\""
                + password
                + "\"}";
    }
}
