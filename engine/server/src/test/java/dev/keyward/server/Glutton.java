package dev.keyward.server;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/// A server in whose process a thread takes all memory, once a file `hungry` lies in its
/// `KEYWARD_HOME`.
final class Glutton {
    private static final long LOOK_NANOS = 20_000_000;

    private Glutton() {}

    public static void main(String[] arguments) {
        Path sign = Path.of(System.getenv("KEYWARD_HOME"), "hungry");
        Thread.ofPlatform()
                .name("glutton")
                .daemon()
                .start(() -> {
                    while (!Files.exists(sign)) {
                        LockSupport.parkNanos(LOOK_NANOS);
                    }
                    Object[] eaten = {};
                    while (true) {
                        eaten = new Object[] {eaten, new byte[1 << 20]};
                    }
                });
        Main.main(arguments);
    }
}
