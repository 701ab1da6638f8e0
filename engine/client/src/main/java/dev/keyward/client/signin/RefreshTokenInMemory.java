package dev.keyward.client.signin;

import dev.keyward.client.rest.AccessToken;
import dev.keyward.model.SecretBytes;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A refresh token that ends with the process, unless it is moved to a place that lasts.
public final class RefreshTokenInMemory implements RefreshTokenPlace {
    private final ReentrantLock turn = new ReentrantLock();
    private SecretBytes token;
    private @Nullable RefreshTokenPlace lasting;

    public RefreshTokenInMemory(SecretBytes token) {
        this.token = token;
    }

    @Override
    public AccessToken use(Renewal renewal) {
        turn.lock();
        try {
            if (lasting != null) {
                return lasting.use(renewal);
            }
            Renewed renewed = renewal.with(token);
            SecretBytes next = renewed.next();
            if (next != null) {
                token = next;
            }
            return renewed.token();
        } finally {
            turn.unlock();
        }
    }

    /// Where the token was moved to; nothing if it is here.
    public Optional<RefreshTokenPlace> moved() {
        turn.lock();
        try {
            return Optional.ofNullable(lasting);
        } finally {
            turn.unlock();
        }
    }

    /// Moves the token, once; from then on it is used there, so that there is never a second one of
    /// it.
    ///
    /// @param move keeps the token, and gives the place
    public RefreshTokenPlace lasting(Function<SecretBytes, RefreshTokenPlace> move) {
        turn.lock();
        try {
            RefreshTokenPlace place = lasting;
            if (place == null) {
                place = move.apply(token);
                lasting = place;
            }
            return place;
        } finally {
            turn.unlock();
        }
    }
}
