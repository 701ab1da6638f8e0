package dev.keyward.wire.arm;

import dev.keyward.wire.JsonReader;
import dev.keyward.wire.JsonWriter;
import dev.keyward.wire.WireBody;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Who succeeds the owners of a subscription; a request names the user alone.
///
/// @param user user principal name
/// @param asked when he asked to succeed; null if he didn't
/// @param until until when that can be done; null if he didn't ask
public record SuccessorResource(
        @Nullable String user,
        @Nullable String objectId,
        @Nullable Instant named,
        @Nullable Instant asked,
        @Nullable Instant until)
        implements WireBody {
    public static SuccessorResource parse(byte[] json) {
        return JsonReader.parse(json, SuccessorResource::read);
    }

    public static SuccessorResource read(JsonReader in) {
        String user = null;
        String objectId = null;
        Instant named = null;
        Instant asked = null;
        Instant until = null;
        while (in.next()) {
            switch (in.member()) {
                case "user" -> user = in.text();
                case "objectId" -> objectId = in.text();
                case "named" -> named = in.time();
                case "asked" -> asked = in.time();
                case "until" -> until = in.time();
                default -> in.skip();
            }
        }
        return new SuccessorResource(user, objectId, named, asked, until);
    }

    @Override
    public void writeMembers(JsonWriter out) {
        out.text("user", user);
        out.text("objectId", objectId);
        out.text("named", text(named));
        out.text("asked", text(asked));
        out.text("until", text(until));
    }

    private static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }
}
