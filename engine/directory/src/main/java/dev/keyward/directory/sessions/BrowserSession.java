package dev.keyward.directory.sessions;

import dev.keyward.crypto.encoding.CanonicalReader;
import dev.keyward.crypto.encoding.CanonicalWriter;
import dev.keyward.model.PrincipalId;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.TenantId;
import dev.keyward.records.entities.EntityKind;
import dev.keyward.records.entities.Index;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A person's sign-in in a browser, in which he goes from one application to the next without
/// signing in again. Its cookie isn't kept: it is the session's id, a number and a MAC of the two
/// ([SessionToken]).
///
/// @param at when he signed in, by the second
/// @param methods how, as the claim `amr` names it
/// @param generation the number of the cookie that is good; one more at each sign-in
/// @param until when the session is over, by the second
public record BrowserSession(
        UUID id,
        TenantId tenant,
        PrincipalId user,
        Instant at,
        List<String> methods,
        int generation,
        Instant until) {
    static final EntityKind<BrowserSession> KIND = new Kind();

    static final Index<BrowserSession, PrincipalId> USER = Index.of(BrowserSession::user);

    public BrowserSession {
        methods = List.copyOf(methods);
    }

    /// What clients are told of it.
    public SignedIn who() {
        return new SignedIn(tenant, user, at, methods, id);
    }

    private static final class Kind implements EntityKind<BrowserSession> {
        @Override
        public String word() {
            return "browser-session";
        }

        @Override
        public String key(BrowserSession session) {
            return session.id.toString();
        }

        @Override
        public byte[] clear(BrowserSession session) {
            return CanonicalWriter.of(word(), 1)
                    .uuid(session.id)
                    .uuid(session.tenant.value())
                    .text(session.user.value())
                    .number(session.at.getEpochSecond())
                    .texts(session.methods)
                    .number(session.generation)
                    .number(session.until.getEpochSecond())
                    .toBytes();
        }

        @Override
        public BrowserSession read(CanonicalReader in, @Nullable SecretBytes sealed) {
            in.expectFormat(1);
            return new BrowserSession(
                    in.uuid(),
                    new TenantId(in.uuid()),
                    new PrincipalId(in.text()),
                    Instant.ofEpochSecond(in.number()),
                    in.texts(),
                    in.smallNumber(),
                    Instant.ofEpochSecond(in.number()));
        }

        @Override
        public List<Index<BrowserSession, ?>> indexes() {
            return List.of(USER);
        }
    }
}
