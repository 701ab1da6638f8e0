package dev.keyward.crypto.encoding;

import dev.keyward.model.VaultException;
import java.io.IOException;
import java.util.NoSuchElementException;
import java.util.function.Supplier;

/// Structures that others wrote and Bouncy Castle reads. Of what is malformed it finds some by
/// itself, and some by running into it: whatever comes of that is the writer's fault. Its messages
/// may quote what was read, so they go nowhere.
public final class Foreign {
    private Foreign() {}

    /// Reads by Bouncy Castle.
    @FunctionalInterface
    public interface Reading<T> {
        T read() throws IOException;
    }

    /// @param reading lets refusals of ours pass
    /// @param refusal what to throw if it can't be read
    public static <T> T read(Reading<T> reading, Supplier<VaultException> refusal) {
        try {
            return reading.read();
        } catch (IOException
                | IllegalArgumentException
                | IllegalStateException
                | NullPointerException
                | ClassCastException
                | ArithmeticException
                | IndexOutOfBoundsException
                | NegativeArraySizeException
                | NoSuchElementException _) {
            throw refusal.get();
        }
    }
}
