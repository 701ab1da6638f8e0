package dev.keyward.crypto;

import dev.keyward.model.Bug;
import java.io.IOException;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Object;

/// DER of structures in memory (X.690), where writing can't fail.
final class Der {
    private Der() {}

    static byte[] encoded(ASN1Object structure) {
        try {
            return structure.getEncoded(ASN1Encoding.DER);
        } catch (IOException e) {
            throw Bug.because("DER into memory can't fail", e);
        }
    }
}
