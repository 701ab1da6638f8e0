package dev.keyward.testing;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.function.Consumer;

/// Sends bytes to a parser and holds it to what every parser of strangers' input promises: it reads
/// them or refuses them in the one way it declares, soon.
///
/// ```java
/// public static void fuzzerTestOneInput(byte[] input) {
///     Stranger.sends(input, VaultException.class, bytes -> JsonReader.parse(bytes, in -> ...));
/// }
/// ```
///
/// Anything else that is thrown goes to the caller, which is a test or a fuzzer. Memory is bounded
/// by the heap of the process.
public final class Stranger {
    /// Of processor time, for inputs of 64 KiB; with the fuzzer's counters in the code, on any
    /// machine that builds this.
    private static final Duration LONGEST = Duration.ofSeconds(1);

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private Stranger() {}

    /// @param refusal what the parser may throw
    /// @param parser may check what it read with assertions, which are no refusals
    public static void sends(
            byte[] input, Class<? extends RuntimeException> refusal, Consumer<byte[]> parser) {
        long spent = nanos(input, refusal, parser);
        if (spent > LONGEST.toNanos()) {
            // Once more, so that what is done once (classes loaded, providers started) isn't
            // counted.
            spent = nanos(input, refusal, parser);
        }
        if (spent > LONGEST.toNanos()) {
            throw new AssertionError(
                    input.length
                            + " bytes took "
                            + Duration.ofNanos(spent).toMillis()
                            + " ms of processor time");
        }
    }

    private static long nanos(
            byte[] input, Class<? extends RuntimeException> refusal, Consumer<byte[]> parser) {
        long begin = THREADS.getCurrentThreadCpuTime();
        try {
            parser.accept(input.clone());
        } catch (RuntimeException refused) {
            if (!refusal.isInstance(refused)) {
                throw refused;
            }
        }
        return THREADS.getCurrentThreadCpuTime() - begin;
    }
}
