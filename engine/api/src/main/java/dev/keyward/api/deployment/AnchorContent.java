package dev.keyward.api.deployment;

import dev.keyward.crypto.encoding.CanonicalReader;
import dev.keyward.crypto.encoding.CanonicalWriter;
import dev.keyward.crypto.sealing.Hmac;
import java.util.UUID;

/// What stands in an anchor.
///
/// @param epoch of the deployment, summed over its nodes
/// @param sequence of the last audit record it vouches for; 0 for none
/// @param head chain hash after that record
/// @param seconds since 1970, when it was written; the least that time has come to since
/// @param mac empty while there is none
record AnchorContent(
        UUID deployment, long epoch, long sequence, String head, long seconds, byte[] mac) {
    private static final String LABEL = "anchor";
    private static final int FORMAT = 2;

    static AnchorContent nothing(UUID deployment) {
        return new AnchorContent(deployment, 0, 0, "", 0, new byte[0]);
    }

    /// @throws dev.keyward.model.VaultException with `IntegrityFailure` if it is none
    static AnchorContent read(byte[] bytes) {
        return CanonicalReader.read(
                bytes,
                LABEL,
                in ->
                        new AnchorContent(
                                in.expectFormat(FORMAT).uuid(),
                                in.number(),
                                in.number(),
                                in.text(),
                                in.number(),
                                in.bytes()));
    }

    private CanonicalWriter fields() {
        return CanonicalWriter.of(LABEL, FORMAT)
                .uuid(deployment)
                .number(epoch)
                .number(sequence)
                .text(head)
                .number(seconds);
    }

    /// What the MAC is of.
    byte[] message() {
        return fields().toBytes();
    }

    /// As it is written.
    byte[] sealed(Hmac key) {
        return fields().bytes(key.of(message())).toBytes();
    }
}
