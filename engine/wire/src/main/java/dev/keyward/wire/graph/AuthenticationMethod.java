package dev.keyward.wire.graph;

import dev.keyward.wire.JsonWriter;
import dev.keyward.wire.WireBody;
import org.jspecify.annotations.Nullable;

/// A way in which a user proves who he is (Microsoft Graph v1.0, `authenticationMethod`).
///
/// @param type as Graph names it, such as `passwordAuthenticationMethod`
/// @param created null where it isn't told
public record AuthenticationMethod(String type, String id, @Nullable String created)
        implements WireBody {
    /// The id that Graph gives everybody's password.
    public static final String PASSWORD = "28c10230-6103-485e-b985-444c60001490";

    @Override
    public void writeMembers(JsonWriter out) {
        out.text("@odata.type", "#microsoft.graph." + type);
        out.text("id", id);
        out.text("createdDateTime", created);
    }
}
