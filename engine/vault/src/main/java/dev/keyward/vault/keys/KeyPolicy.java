package dev.keyward.vault.keys;

import dev.keyward.crypto.encoding.CanonicalReader;
import dev.keyward.crypto.encoding.CanonicalWriter;
import dev.keyward.model.CalendarSpan;
import dev.keyward.model.ReleasePolicy;
import dev.keyward.model.RotationPolicy;
import dev.keyward.model.RotationPolicy.Rotation;
import dev.keyward.vault.rows.Times;
import dev.keyward.vault.stored.Head;
import org.jspecify.annotations.Nullable;

/// What belongs to a key as a whole, whatever its version, in the row of the key.
///
/// @param rotation null for a key that was given none
/// @param release null for a key that isn't exportable
record KeyPolicy(@Nullable RotationPolicy rotation, @Nullable ReleasePolicy release) {
    private static final String LABEL = "key-policy";
    private static final KeyPolicy NONE = new KeyPolicy(null, null);

    RotationPolicy rotationOrStandard() {
        return rotation == null ? RotationPolicy.STANDARD : rotation;
    }

    KeyPolicy withRotation(RotationPolicy next) {
        return new KeyPolicy(next, release);
    }

    KeyPolicy withRelease(@Nullable ReleasePolicy next) {
        return new KeyPolicy(rotation, next);
    }

    /// @return null if there is nothing to write
    byte @Nullable [] write() {
        if (rotation == null && release == null) {
            return null;
        }
        CanonicalWriter out = CanonicalWriter.of(LABEL, 1).flag(rotation != null);
        if (rotation != null) {
            write(out, rotation);
        }
        out.flag(release != null);
        if (release != null) {
            out.text(release.contentType()).text(release.document()).flag(release.immutable());
        }
        return out.toBytes();
    }

    private static void write(CanonicalWriter out, RotationPolicy policy) {
        Rotation rotation = policy.rotation();
        out.text(policy.expiry() == null ? null : policy.expiry().text())
                .text(rotation instanceof Rotation.AfterCreation(var span) ? span.text() : null)
                .text(rotation instanceof Rotation.BeforeExpiry(var span) ? span.text() : null)
                .text(policy.notice().text());
        Times.write(out, policy.created());
        Times.write(out, policy.updated());
    }

    /// @param head null for a key that isn't there yet
    static KeyPolicy of(@Nullable Head head) {
        return read(head == null ? null : head.policy());
    }

    /// @param stored null for a key without any
    static KeyPolicy read(byte @Nullable [] stored) {
        return stored == null
                ? NONE
                : CanonicalReader.read(stored, LABEL, in -> read(in.expectFormat(1)));
    }

    private static KeyPolicy read(CanonicalReader in) {
        RotationPolicy rotation = in.flag() ? readRotation(in) : null;
        ReleasePolicy release =
                in.flag() ? new ReleasePolicy(in.text(), in.text(), in.flag()) : null;
        return new KeyPolicy(rotation, release);
    }

    private static RotationPolicy readRotation(CanonicalReader in) {
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
