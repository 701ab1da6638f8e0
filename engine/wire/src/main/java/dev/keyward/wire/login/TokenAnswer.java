package dev.keyward.wire.login;

import dev.keyward.model.SecretBytes;
import dev.keyward.wire.JsonReader;
import dev.keyward.wire.JsonWriter;
import dev.keyward.wire.Required;
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
    /// @param refreshToken where there is one
    /// @param clientInfo where the client asked for it
    public record User(
            String scope,
            @Nullable SecretBytes idToken,
            @Nullable SecretBytes refreshToken,
            @Nullable ClientInfo clientInfo) {}

    /// The ids of an account, written as base64url of JSON.
    public record ClientInfo(String uid, String utid) implements WireBody {
        @Override
        public void writeMembers(JsonWriter out) {
            out.text("uid", uid);
            out.text("utid", utid);
        }
    }

    /// Reads either version.
    public static TokenAnswer read(JsonReader in) {
        Version version = Version.V2;
        long seconds = 0;
        long notBefore = 0;
        String resource = "";
        SecretBytes accessToken = null;
        while (in.next()) {
            switch (in.member()) {
                case "expires_in" -> {
                    version = in.isText() ? Version.V1 : Version.V2;
                    seconds = in.numberOrText();
                }
                case "not_before" -> notBefore = in.numberOrText();
                case "resource" -> resource = in.text();
                case "access_token" -> accessToken = in.secretText();
                default -> in.skip();
            }
        }
        return new TokenAnswer(
                version,
                new Life(notBefore, seconds),
                resource,
                Required.member("access_token", accessToken),
                null);
    }

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
            out.secretText("refresh_token", user.refreshToken);
            out.secretText("id_token", user.idToken);
            if (user.clientInfo != null) {
                out.base64url("client_info", user.clientInfo.toJson());
            }
        }
    }

    @Override
    public String toString() {
        return "TokenAnswer[" + resource + "]";
    }
}
