package dev.keyward.client.rest;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Keeps one token a resource until shortly before it expires. Safe for use by several threads.
public final class TokenCache implements TokenSource {
    // A token isn't handed out in its last minutes, so that it outlives the call it's taken for.
    private static final Duration MARGIN = Duration.ofMinutes(2);

    private final TokenSource source;
    private final InstantSource clock;
    private final ReentrantLock fetching = new ReentrantLock();
    private final Map<String, AccessToken> tokens = new ConcurrentHashMap<>();

    public TokenCache(TokenSource source, InstantSource clock) {
        this.source = source;
        this.clock = clock;
    }

    @Override
    public AccessToken token(String resource) {
        AccessToken known = good(resource);
        if (known != null) {
            return known;
        }
        // One fetches it, and those who wait for the same take what he got.
        fetching.lock();
        try {
            AccessToken meanwhile = good(resource);
            if (meanwhile != null) {
                return meanwhile;
            }
            AccessToken fresh = source.token(resource);
            tokens.put(resource, fresh);
            return fresh;
        } finally {
            fetching.unlock();
        }
    }

    private @Nullable AccessToken good(String resource) {
        AccessToken known = tokens.get(resource);
        return known != null && clock.instant().isBefore(known.expires().minus(MARGIN))
                ? known
                : null;
    }

    /// Keeps a token that came with signing in.
    public void keep(String resource, AccessToken token) {
        tokens.put(resource, token);
    }

    /// Drops the token after the service has refused it; a newer one stays.
    void forget(String resource, AccessToken refused) {
        tokens.remove(resource, refused);
    }
}
