package dev.keyward.wire.login;

import dev.keyward.model.SecretBytes;
import dev.keyward.wire.JsonWriter;
import dev.keyward.wire.WireBody;
import org.jspecify.annotations.Nullable;

/// The success body of the token endpoint (identity.md, section 4.3). Version 1 has numbers as
/// strings, and some more members.
public record TokenAnswer(
        Version version, Life life, String resource, SecretBytes accessToken, @Nullable User user)
        implements WireBody {
    /// Which endpoint answers.
    public enum Version {
        V1,
        V2
    }

    /// @param notBefore epoch seconds
    /// @param seconds to live
    public record Life(long notBefore, long seconds) {}

    /// What is added where a user signed in.
    ///
    /// @param scope granted
    /// @param clientInfo base64url of the account's ids, where the client asked for it
    public record User(String scope, @Nullable SecretBytes idToken, @Nullable String clientInfo) {}

    @Override
    public void writeMembers(JsonWriter out) {
        out.text("token_type", "Bearer");
        switch (version) {
            case V1 -> {
                out.text("expires_in", Long.toString(life.seconds));
                out.text("ext_expires_in", Long.toString(life.seconds));
                out.text("expires_on", Long.toString(life.notBefore + life.seconds));
                out.text("not_before", Long.toString(life.notBefore));
                out.text("resource", resource);
            }
            case V2 -> {
                out.number("expires_in", life.seconds);
                out.number("ext_expires_in", life.seconds);
            }
        }
        if (user != null) {
            out.text("scope", user.scope);
        }
        out.secretText("access_token", accessToken);
        if (user != null) {
            out.secretText("id_token", user.idToken);
            out.text("client_info", user.clientInfo);
        }
    }

    @Override
    public String toString() {
        return "TokenAnswer[" + resource + "]";
    }
}
