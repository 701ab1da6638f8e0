package dev.keyward.wire.login;

import dev.keyward.model.SecretBytes;
import dev.keyward.wire.JsonReader;
import dev.keyward.wire.JsonWriter;
import dev.keyward.wire.Required;
import dev.keyward.wire.WireBody;

/// The success body of an endpoint that gives out tokens of managed identities (identity.md,
/// section 8). All members are strings, as Azure writes them.
///
/// @param clientId of the identity; empty where the endpoint doesn't tell
/// @param notBefore epoch seconds
/// @param seconds to live
/// @param expiresOn epoch seconds
public record ManagedIdentityAnswer(
        String clientId,
        String resource,
        SecretBytes accessToken,
        long notBefore,
        long seconds,
        long expiresOn)
        implements WireBody {
    /// Numbers may be strings or not: emulations differ.
    ///
    /// @throws dev.keyward.model.VaultException with `BadParameter` if there is no token or no end
    public static ManagedIdentityAnswer read(JsonReader in) {
        String clientId = "";
        String resource = "";
        SecretBytes accessToken = null;
        long notBefore = 0;
        long seconds = 0;
        Long expiresOn = null;
        while (in.next()) {
            switch (in.member()) {
                case "client_id" -> clientId = in.text();
                case "resource" -> resource = in.text();
                case "access_token" -> accessToken = in.secretText();
                case "not_before" -> notBefore = in.numberOrText();
                case "expires_in" -> seconds = in.numberOrText();
                case "expires_on" -> expiresOn = in.numberOrText();
                default -> in.skip();
            }
        }
        return new ManagedIdentityAnswer(
                clientId,
                resource,
                Required.member("access_token", accessToken),
                notBefore,
                seconds,
                Required.member("expires_on", expiresOn));
    }

    @Override
    public void writeMembers(JsonWriter out) {
        out.secretText("access_token", accessToken);
        out.text("client_id", clientId);
        out.text("expires_in", Long.toString(seconds));
        out.text("expires_on", Long.toString(expiresOn));
        out.text("ext_expires_in", Long.toString(seconds));
        out.text("not_before", Long.toString(notBefore));
        out.text("refresh_token", "");
        out.text("resource", resource);
        out.text("token_type", "Bearer");
    }

    @Override
    public String toString() {
        return "ManagedIdentityAnswer[" + resource + "]";
    }
}
