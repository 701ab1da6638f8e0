package dev.keyward.vault;

import dev.keyward.crypto.CanonicalReader;
import dev.keyward.crypto.CanonicalWriter;
import dev.keyward.model.CalendarSpan;
import dev.keyward.model.RotationPolicy;
import dev.keyward.model.RotationPolicy.Rotation;
import org.jspecify.annotations.Nullable;

/// A key's rotation policy in the row of the key.
final class RotationCodec {
    private static final String LABEL = "rotation-policy";

    private RotationCodec() {}

    static byte[] write(RotationPolicy policy) {
        CanonicalWriter out =
                CanonicalWriter.of(LABEL, 1)
                        .text(policy.expiry() == null ? null : policy.expiry().text())
                        .text(
                                policy.rotation() instanceof Rotation.AfterCreation(var span)
                                        ? span.text()
                                        : null)
                        .text(
                                policy.rotation() instanceof Rotation.BeforeExpiry(var span)
                                        ? span.text()
                                        : null)
                        .text(policy.notice().text());
        Times.write(out, policy.created());
        Times.write(out, policy.updated());
        return out.toBytes();
    }

    /// @param stored null for a key that was given no policy
    static RotationPolicy read(byte @Nullable [] stored) {
        return stored == null
                ? RotationPolicy.STANDARD
                : CanonicalReader.read(stored, LABEL, in -> read(in.expectFormat(1)));
    }

    private static RotationPolicy read(CanonicalReader in) {
        CalendarSpan expiry = span(in);
        CalendarSpan afterCreation = span(in);
        CalendarSpan beforeExpiry = span(in);
        Rotation rotation =
                afterCreation != null
                        ? new Rotation.AfterCreation(afterCreation)
                        : beforeExpiry != null ? new Rotation.BeforeExpiry(beforeExpiry) : null;
        return new RotationPolicy(
                expiry, rotation, new CalendarSpan(in.text()), Times.read(in), Times.read(in));
    }

    private static @Nullable CalendarSpan span(CanonicalReader in) {
        String text = in.optionalText();
        return text == null ? null : new CalendarSpan(text);
    }
}
