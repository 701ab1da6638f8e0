package dev.keyward.directory.sessions;

import dev.keyward.crypto.encoding.CanonicalReader;
import dev.keyward.crypto.encoding.CanonicalWriter;
import dev.keyward.model.CertificateThumbprint;
import dev.keyward.model.PrincipalId;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.TenantId;
import dev.keyward.records.entities.EntityKind;
import dev.keyward.records.entities.Index;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A person's sign-in through a client, for as long as it is renewed: what a code or a refresh
/// token stands for. Tokens that name it are good as long as it is there.
///
/// Neither code nor refresh token is kept. Both are the session's id, a number and a MAC of the two
/// ([SessionToken]): the code has number 0, each refresh token the next one, and only the last is
/// good.
///
/// @param audience the resource that the first token was for
/// @param generation the number of the refresh token that is good; 0 while there is none but a code
/// @param turned when that number came to be, by the second
/// @param certificate that the client has to prove with each refresh token (RFC 8705 4); null for
///   one that has a credential to show, or that proved none
/// @param code what has to be shown with the code; null once there is a refresh token
public record ClientSession(
        UUID id,
        SignedIn who,
        UUID client,
        String audience,
        int generation,
        Instant turned,
        @Nullable CertificateThumbprint certificate,
        @Nullable Code code) {
    static final EntityKind<ClientSession> KIND = new Kind();

    static final Index<ClientSession, PrincipalId> USER = Index.of(session -> session.who.user());

    static final Index<ClientSession, UUID> BROWSER =
            Index.ofEach(session ->
                    session.who.browser() == null ? List.of() : List.of(session.who.browser()));

    /// What a code is bound to (RFC 6749 4.1.3, RFC 7636).
    ///
    /// @param redirectUri as the client gave it, letter by letter
    /// @param challenge the SHA-256 of the verifier in base64url; null where the client, which then
    ///   has a credential, sent none
    /// @param scope as it was asked for
    /// @param nonce for the id token
    /// @param until when the code is over, by the second
    public record Code(
            String redirectUri,
            @Nullable String challenge,
            String scope,
            @Nullable String nonce,
            Instant until) {}

    /// With the next refresh token, the first one included, which is bound to what the client
    /// proves then.
    ///
    /// @param proven null for nothing
    ClientSession turned(Instant now, @Nullable CertificateThumbprint proven) {
        return new ClientSession(
                id,
                who,
                client,
                audience,
                generation + 1,
                now,
                generation == 0 ? proven : certificate,
                null);
    }

    private static final class Kind implements EntityKind<ClientSession> {
        @Override
        public String word() {
            return "client-session";
        }

        @Override
        public String key(ClientSession session) {
            return session.id.toString();
        }

        @Override
        public byte[] clear(ClientSession session) {
            CanonicalWriter out =
                    CanonicalWriter.of(word(), 2)
                            .uuid(session.id)
                            .uuid(session.who.tenant().value())
                            .text(session.who.user().value())
                            .number(session.who.at().getEpochSecond())
                            .texts(session.who.methods())
                            .flag(session.who.browser() != null);
            if (session.who.browser() != null) {
                out.uuid(session.who.browser());
            }
            out.uuid(session.client)
                    .text(session.audience)
                    .number(session.generation)
                    .number(session.turned.getEpochSecond())
                    .flag(session.code != null);
            Code code = session.code;
            if (code != null) {
                out.text(code.redirectUri)
                        .text(code.challenge)
                        .text(code.scope)
                        .text(code.nonce)
                        .number(code.until.getEpochSecond());
            }
            out.text(session.certificate == null ? null : session.certificate.value());
            return out.toBytes();
        }

        @Override
        public ClientSession read(CanonicalReader in, @Nullable SecretBytes sealed) {
            boolean bindable = in.formatVersion() != 1;
            if (bindable) {
                in.expectFormat(2);
            }
            UUID id = in.uuid();
            SignedIn who =
                    new SignedIn(
                            new TenantId(in.uuid()),
                            new PrincipalId(in.text()),
                            Instant.ofEpochSecond(in.number()),
                            in.texts(),
                            in.flag() ? in.uuid() : null);
            UUID client = in.uuid();
            String audience = in.text();
            int generation = (int) in.number();
            Instant turned = Instant.ofEpochSecond(in.number());
            Code code =
                    in.flag()
                            ? new Code(
                                    in.text(),
                                    in.optionalText(),
                                    in.text(),
                                    in.optionalText(),
                                    Instant.ofEpochSecond(in.number()))
                            : null;
            String certificate = bindable ? in.optionalText() : null;
            return new ClientSession(
                    id,
                    who,
                    client,
                    audience,
                    generation,
                    turned,
                    certificate == null ? null : new CertificateThumbprint(certificate),
                    code);
        }

        @Override
        public List<Index<ClientSession, ?>> indexes() {
            return List.of(USER, BROWSER);
        }
    }
}
