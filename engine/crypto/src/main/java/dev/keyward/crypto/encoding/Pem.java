package dev.keyward.crypto.encoding;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/// Textual encoding of DER (RFC 7468).
public final class Pem {
    private static final int LINE = 64;

    private Pem() {}

    /// @param label such as `CERTIFICATE`
    public static byte[] write(String label, byte[] der) {
        byte[] newline = {'\n'};
        byte[] head = ("-----BEGIN " + label + "-----\n").getBytes(StandardCharsets.US_ASCII);
        byte[] foot = ("\n-----END " + label + "-----\n").getBytes(StandardCharsets.US_ASCII);
        byte[] body = Base64.getMimeEncoder(LINE, newline).encode(der);
        byte[] text = new byte[head.length + body.length + foot.length];
        System.arraycopy(head, 0, text, 0, head.length);
        System.arraycopy(body, 0, text, head.length, body.length);
        System.arraycopy(foot, 0, text, head.length + body.length, foot.length);
        Arrays.fill(body, (byte) 0);
        return text;
    }
}
