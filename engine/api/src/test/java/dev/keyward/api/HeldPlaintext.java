package dev.keyward.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyward.api.exchange.Exchange;
import dev.keyward.model.ObjectName;
import dev.keyward.model.RecoveryLevel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;

/// A plaintext of 32 sevens whose array a test keeps hold of, and a request to give it to an
/// operation with, so that the test sees whether it is wiped.
public final class HeldPlaintext implements AutoCloseable {
    /// Of a key that is there.
    public static final ObjectName NAME = new ObjectName("k");

    public final byte[] held = new byte[32];
    public final VaultPlane plane;
    public final Exchange exchange;

    public HeldPlaintext(Path directory) throws Exception {
        Arrays.fill(held, (byte) 7);
        plane = new VaultPlane(directory, new RecoveryLevel(90, false));
        AtomicReference<@Nullable Exchange> seen = new AtomicReference<>();
        plane.planned =
                (request, plan) -> {
                    seen.set(request);
                    return plan;
                };
        plane.owner("POST", "/keys/k/create", "{\"kty\":\"RSA\"}");
        exchange = Objects.requireNonNull(seen.get());
    }

    public void isWiped() {
        assertThat(held).containsOnly(0);
    }

    public void isWipedWhenItThrows(ThrowingCallable operation) {
        assertThatThrownBy(operation).isInstanceOf(RuntimeException.class);
        isWiped();
    }

    @Override
    public void close() {
        plane.close();
    }
}
