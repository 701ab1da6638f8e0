package dev.keyward.vault.rows;

import dev.keyward.model.SecretBytes;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Wipes what a change was given to write once the change has ended, however it ends: also when it
/// throws before there is a stage to wait for.
public final class Wiping {
    private Wiping() {}

    public static <T extends @Nullable Object> CompletionStage<T> after(
            SecretBytes secret, Supplier<CompletionStage<T>> change) {
        CompletionStage<T> stage;
        try {
            stage = change.get();
        } catch (Throwable fault) {
            secret.close();
            throw fault;
        }
        return stage.whenComplete((_, _) -> secret.close());
    }
}
