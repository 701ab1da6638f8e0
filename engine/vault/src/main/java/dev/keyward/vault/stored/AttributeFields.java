package dev.keyward.vault.stored;

import dev.keyward.crypto.encoding.CanonicalReader;
import dev.keyward.crypto.encoding.CanonicalWriter;
import dev.keyward.model.Attributes;
import dev.keyward.vault.rows.Times;
import java.time.Instant;

/// Attributes in the clear part of a version's row, where its MAC covers them.
public final class AttributeFields {
    private AttributeFields() {}

    public static void write(CanonicalWriter out, Attributes attributes) {
        out.flag(attributes.enabled());
        Times.write(out, attributes.notBefore());
        Times.write(out, attributes.expires());
        out.number(attributes.created().getEpochSecond())
                .number(attributes.updated().getEpochSecond())
                .flag(attributes.exportable());
    }

    public static Attributes read(CanonicalReader in) {
        return new Attributes(
                in.flag(),
                Times.read(in),
                Times.read(in),
                Instant.ofEpochSecond(in.number()),
                Instant.ofEpochSecond(in.number()),
                in.flag());
    }
}
