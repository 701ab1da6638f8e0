package dev.keyward.directory.sessions;

import dev.keyward.crypto.sealing.Hmac;
import dev.keyward.directory.principals.Principal;
import dev.keyward.directory.principals.Principals;
import dev.keyward.model.CertificateThumbprint;
import dev.keyward.model.Guids;
import dev.keyward.model.PrincipalId;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.records.Stages;
import dev.keyward.records.entities.Batch;
import dev.keyward.records.entities.Entities;
import dev.keyward.records.entities.EntityKind;
import dev.keyward.records.entities.EntityStore;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The sessions of clients, and the codes and refresh tokens that stand for them. Safe for use by
/// several threads, which have to be ones that may wait: each change is durable when it returns.
///
/// A refresh token is good once, and the next one comes with it. Shown again within a minute, it is
/// answered with the same next one: two threads of a client do so, or a client whose answer was
/// lost. Shown later, or a code shown twice, somebody else has it: the session ends, and every
/// token of it (RFC 9700 4.14.2, RFC 6749 4.1.2).
public final class ClientSessions {
    /// Without being renewed, as Entra's are.
    public static final Duration IDLE = Duration.ofDays(90);

    /// For which the refresh token before the last is answered with the last.
    static final Duration OVERLAP = Duration.ofSeconds(60);

    /// Of a person through a client; who begins one more ends the one that was renewed least
    /// lately.
    static final int MOST = 200;

    private static final String TOKEN = "session-token";
    private static final int FORGOTTEN_AT_ONCE = 500;
    private static final int FORGOTTEN_A_MINUTE = 5_000;

    private final EntityStore store;
    private final Entities<ClientSession> sessions;
    private final Principals principals;
    private final Hmac key;
    private final SecureRandom random;
    private final InstantSource clock;

    /// @param store opened with [#kinds]
    /// @param key for the MACs of codes and refresh tokens
    public ClientSessions(
            EntityStore store,
            Principals principals,
            Hmac key,
            SecureRandom random,
            InstantSource clock) {
        this.store = store;
        this.sessions = store.of(ClientSession.KIND);
        this.principals = principals;
        this.key = key;
        this.random = random;
        this.clock = clock;
    }

    public static List<EntityKind<?>> kinds() {
        return List.of(ClientSession.KIND);
    }

    /// A session and the refresh token or code that stands for it now.
    public record Begun(ClientSession session, SecretBytes token) {}

    /// Begins a session whose first refresh token is given out at once.
    ///
    /// @param certificate that the client has to prove with it and its successors; null for none
    public Begun begin(
            SignedIn who,
            UUID client,
            String audience,
            @Nullable CertificateThumbprint certificate) {
        return begin(
                new ClientSession(
                        Guids.next(random), who, client, audience, 1, now(), certificate, null));
    }

    /// Begins a session whose refresh tokens are good for whoever is the client.
    public Begun begin(SignedIn who, UUID client, String audience) {
        return begin(who, client, audience, (CertificateThumbprint) null);
    }

    /// Begins a session for a code.
    public Begun begin(SignedIn who, UUID client, String audience, ClientSession.Code code) {
        return begin(
                new ClientSession(Guids.next(random), who, client, audience, 0, now(), null, code));
    }

    private Begun begin(ClientSession session) {
        Batch batch = store.batch().create(sessions, session);
        List<ClientSession> others =
                sessions.list(ClientSession.USER, session.who().user()).stream()
                        .filter(other -> other.client().equals(session.client()))
                        .sorted(Comparator.comparing(ClientSession::turned))
                        .toList();
        if (others.size() >= MOST) {
            others.subList(0, others.size() - MOST + 1)
                    .forEach(other -> batch.delete(sessions, other));
        }
        join(batch);
        return new Begun(session, token(session));
    }

    /// What became of a code or refresh token that was shown.
    public sealed interface Redeemed {
        /// @param user as the directory knows him now
        /// @param code what the session's code was bound to; null for a refresh token
        record Right(Begun next, Principal.User user, ClientSession.@Nullable Code code)
                implements Redeemed {}

        /// Made up, another client's, over, or of a session that ended: the answer doesn't say
        /// which.
        record Wrong() implements Redeemed {}

        /// Shown before; its session has ended now.
        record Reused(ClientSession session) implements Redeemed {}

        /// The person is disabled, or his sessions were revoked since he signed in.
        record Revoked() implements Redeemed {}
    }

    /// Takes a refresh token and gives the next one.
    ///
    /// @param client that shows it, and has proved itself if it has to
    /// @param proven a certificate that its connection proves; null for none
    public Redeemed refresh(String token, UUID client, @Nullable CertificateThumbprint proven) {
        Optional<SessionToken> read = SessionToken.read(token, key, TOKEN);
        if (read.isEmpty() || read.get().generation() == 0) {
            return new Redeemed.Wrong();
        }
        return redeem(read.get(), client, _ -> true, proven);
    }

    /// Takes a code and gives the first refresh token.
    ///
    /// @param fits whether what the client shows with it is what the code is bound to; where it
    ///   isn't, the code stays good till its time is over
    /// @param certificate that the client has to prove with the refresh tokens; null for none
    public Redeemed redeem(
            String code,
            UUID client,
            Predicate<ClientSession.Code> fits,
            @Nullable CertificateThumbprint certificate) {
        Optional<SessionToken> read = SessionToken.read(code, key, TOKEN);
        if (read.isEmpty() || read.get().generation() != 0) {
            return new Redeemed.Wrong();
        }
        return redeem(read.get(), client, fits, certificate);
    }

    private Redeemed redeem(
            SessionToken token,
            UUID client,
            Predicate<ClientSession.Code> fits,
            @Nullable CertificateThumbprint proven) {
        while (true) {
            Optional<ClientSession> found = find(token.session());
            if (found.isEmpty() || !found.get().client().equals(client)) {
                return new Redeemed.Wrong();
            }
            ClientSession session = found.get();
            if (session.certificate() != null && !session.certificate().equals(proven)) {
                return new Redeemed.Wrong();
            }
            Optional<Principal.User> user =
                    principals.user(
                            session.who().tenant(), session.who().user(), session.who().at());
            if (user.isEmpty()) {
                return new Redeemed.Revoked();
            }
            if (token.generation() == session.generation()) {
                ClientSession.Code code = session.code();
                if (code != null && (!now().isBefore(code.until()) || !fits.test(code))) {
                    return new Redeemed.Wrong();
                }
                ClientSession next = session.turned(now(), proven);
                if (isWritten(session, next)) {
                    return new Redeemed.Right(new Begun(next, token(next)), user.get(), code);
                }
                // Another thread or node turned or ended it at this moment.
                store.lookAgain(sessions, session.id().toString());
            } else if (token.generation() > 0
                    && token.generation() == session.generation() - 1
                    && now().isBefore(session.turned().plus(OVERLAP))) {
                return new Redeemed.Right(new Begun(session, token(session)), user.get(), null);
            } else {
                end(session);
                return new Redeemed.Reused(session);
            }
        }
    }

    /// One that isn't over.
    public Optional<ClientSession> find(UUID id) {
        return sessions.find(id.toString()).filter(session -> !isOver(session));
    }

    /// Ends what a person signed in to, and all tokens of it.
    public void endOf(PrincipalId user) {
        delete(List.copyOf(sessions.list(ClientSession.USER, user)));
    }

    /// Ends what was signed in to in a browser's session, and all tokens of it.
    public void endOfBrowser(UUID browser) {
        delete(List.copyOf(sessions.list(ClientSession.BROWSER, browser)));
    }

    public void end(ClientSession session) {
        delete(List.of(session));
    }

    /// Removes what is over, most of it; to be called once a minute.
    public void forgetOld() {
        delete(sessions.all().stream().filter(this::isOver).limit(FORGOTTEN_A_MINUTE).toList());
    }

    private boolean isOver(ClientSession session) {
        ClientSession.Code code = session.code();
        return code != null
                ? !now().isBefore(code.until())
                : !now().isBefore(session.turned().plus(IDLE));
    }

    private SecretBytes token(ClientSession session) {
        return new SessionToken(session.id(), session.generation()).written(key, TOKEN);
    }

    /// @return false if another thread or node changed or ended it at this moment
    private boolean isWritten(ClientSession before, ClientSession next) {
        try {
            join(store.batch().replace(sessions, before, next));
            return true;
        } catch (VaultException refused) {
            refuseUnlessConflict(refused);
            return false;
        }
    }

    private void delete(List<ClientSession> all) {
        for (int i = 0; i < all.size(); i += FORGOTTEN_AT_ONCE) {
            List<ClientSession> some = all.subList(i, Math.min(all.size(), i + FORGOTTEN_AT_ONCE));
            while (!isDeleted(some)) {
                // One of them was renewed or ended meanwhile.
                some.forEach(each -> store.lookAgain(sessions, each.id().toString()));
            }
        }
    }

    private boolean isDeleted(List<ClientSession> some) {
        try {
            Batch batch = store.batch();
            some.forEach(each -> batch.delete(sessions, each));
            join(batch);
            return true;
        } catch (VaultException refused) {
            refuseUnlessConflict(refused);
            return false;
        }
    }

    private static void refuseUnlessConflict(VaultException refused) {
        if (!(refused.error() instanceof VaultError.Conflict)) {
            throw refused;
        }
    }

    private static void join(Batch batch) {
        CompletionStage<?> done = batch.commit();
        Stages.join(done);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }
}
