package dev.keyward.api.login;

import dev.keyward.crypto.encoding.CanonicalReader;
import dev.keyward.crypto.encoding.CanonicalWriter;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An authorization request that may be granted once the person has signed in (RFC 6749 4.1.1, RFC
/// 7636 4.3).
///
/// @param application what people call the client
/// @param resource what its first token is for; known here
/// @param challenge the SHA-256 of its verifier; null only of a client that has a credential
/// @param scope as it was asked for
record AuthorizeRequest(
        UUID client,
        String application,
        ReplyTo reply,
        String resource,
        String scope,
        @Nullable String nonce,
        @Nullable String challenge)
        implements Errand {
    void write(CanonicalWriter out) {
        out.uuid(client).text(application);
        reply.write(out);
        out.text(resource).text(scope).text(nonce).text(challenge);
    }

    static AuthorizeRequest read(CanonicalReader in) {
        return new AuthorizeRequest(
                in.uuid(),
                in.text(),
                ReplyTo.read(in),
                in.text(),
                in.text(),
                in.optionalText(),
                in.optionalText());
    }
}
