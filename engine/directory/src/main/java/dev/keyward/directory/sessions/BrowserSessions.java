package dev.keyward.directory.sessions;

import dev.keyward.crypto.sealing.Hmac;
import dev.keyward.directory.principals.Principal;
import dev.keyward.directory.principals.Principals;
import dev.keyward.model.Guids;
import dev.keyward.model.PrincipalId;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.TenantId;
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
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/// The sessions of browsers. Safe for use by several threads, which have to be ones that may wait:
/// each change is durable when it returns.
public final class BrowserSessions {
    /// From the sign-in on, however much a browser is used.
    public static final Duration LIFE = Duration.ofHours(8);

    private static final String COOKIE = "browser-session-token";
    private static final int FORGOTTEN_AT_ONCE = 500;

    private final EntityStore store;
    private final Entities<BrowserSession> sessions;
    private final ClientSessions clients;
    private final Principals principals;
    private final Hmac key;
    private final InstantSource clock;
    private final SecureRandom random;

    /// @param store opened with [#kinds]
    /// @param clients what was signed in to in browsers
    /// @param key for the MACs of cookies
    public BrowserSessions(
            EntityStore store,
            ClientSessions clients,
            Principals principals,
            Hmac key,
            SecureRandom random,
            InstantSource clock) {
        this.store = store;
        this.sessions = store.of(BrowserSession.KIND);
        this.clients = clients;
        this.principals = principals;
        this.key = key;
        this.clock = clock;
        this.random = random;
    }

    public static List<EntityKind<?>> kinds() {
        return List.of(BrowserSession.KIND);
    }

    /// A session and the cookie that stands for it now.
    public record Begun(BrowserSession session, SecretBytes cookie) {}

    /// A session and its person as the directory knows him now.
    public record Found(BrowserSession session, Principal.User user) {}

    /// Begins a session, always with a cookie that nobody has seen before. Who signs in again in
    /// the session he has goes on with it, so that logging out ends all he signed in to; somebody
    /// else's sign-in takes the place of it.
    ///
    /// @param cookie that the browser showed; empty if none
    public Begun begin(SignedIn who, Optional<String> cookie) {
        while (true) {
            Optional<BrowserSession> before =
                    cookie.flatMap(shown -> find(shown, who.tenant())).map(Found::session);
            boolean same = before.filter(known -> known.user().equals(who.user())).isPresent();
            BrowserSession next =
                    new BrowserSession(
                            same ? before.get().id() : Guids.next(random),
                            who.tenant(),
                            who.user(),
                            who.at(),
                            who.methods(),
                            same ? before.get().generation() + 1 : 0,
                            now().plus(LIFE));
            Batch batch = store.batch();
            if (same) {
                batch.replace(sessions, before.get(), next);
            } else {
                before.ifPresent(known -> batch.delete(sessions, known));
                batch.create(sessions, next);
            }
            if (isDone(batch)) {
                return new Begun(
                        next, new SessionToken(next.id(), next.generation()).written(key, COOKIE));
            }
            before.ifPresent(known -> store.lookAgain(sessions, known.id().toString()));
        }
    }

    /// The session that a cookie stands for, if it is one of the tenant's that isn't over and whose
    /// person may still sign in.
    public Optional<Found> find(String cookie, TenantId tenant) {
        return SessionToken.read(cookie, key, COOKIE)
                .flatMap(token ->
                        sessions.find(token.session().toString())
                                .filter(session -> session.generation() == token.generation()))
                .filter(session -> session.tenant().equals(tenant) && !isOver(session))
                .flatMap(session ->
                        principals
                                .user(tenant, session.user(), session.at())
                                .map(user -> new Found(session, user)));
    }

    /// Ends it, with what was signed in to in it.
    public void end(BrowserSession session) {
        delete(List.of(session));
        clients.endOfBrowser(session.id());
    }

    /// Ends all that a person is signed in to, in browsers and through clients.
    public void endOf(PrincipalId user) {
        delete(List.copyOf(sessions.list(BrowserSession.USER, user)));
        clients.endOf(user);
    }

    /// Removes what is over, some of it; to be called once a minute.
    public void forgetOld() {
        delete(sessions.all().stream().filter(this::isOver).limit(FORGOTTEN_AT_ONCE).toList());
    }

    private boolean isOver(BrowserSession session) {
        return !now().isBefore(session.until());
    }

    private void delete(List<BrowserSession> some) {
        while (!some.isEmpty()) {
            Batch batch = store.batch();
            some.forEach(each -> batch.delete(sessions, each));
            if (isDone(batch)) {
                return;
            }
            // One of them was signed in to anew or ended meanwhile.
            some.forEach(each -> store.lookAgain(sessions, each.id().toString()));
        }
    }

    /// @return false if another thread or node changed one of them at this moment
    private static boolean isDone(Batch batch) {
        try {
            CompletionStage<?> done = batch.commit();
            Stages.join(done);
            return true;
        } catch (VaultException refused) {
            if (refused.error() instanceof VaultError.Conflict) {
                return false;
            }
            throw refused;
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }
}
