package dev.keyward.store;

import dev.keyward.testing.ChildJvm;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/// Tries to open a store, tells how that went, and keeps it until it is killed.
final class HoldingProcess {
    private HoldingProcess() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        try (Store store = Store.at(Path.of(arguments[0]))) {
            ChildJvm.tell("open " + store.evidence(1).size());
            new CountDownLatch(1).await();
        } catch (StoreInUseException inUse) {
            ChildJvm.tell(String.valueOf(inUse.getMessage()));
        }
    }
}
