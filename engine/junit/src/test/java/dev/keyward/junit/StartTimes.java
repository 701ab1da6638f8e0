package dev.keyward.junit;

import dev.keyward.client.objects.ObjectSettings;
import dev.keyward.model.SecretBytes;
import java.time.Duration;

/// Prints how long the first start of a vault takes in this JVM, what a first secret set and get
/// take, and a second start; wall time and CPU time of the process. `.ci/testvault-times` runs it
/// in fresh JVMs.
final class StartTimes {
    private StartTimes() {}

    public static void main(String[] arguments) {
        Watch first = Watch.now();
        try (TestVault vault = TestVault.start()) {
            first.print("first");
            Watch calls = Watch.now();
            try (SecretBytes value = SecretBytes.ofUtf8("correct horse")) {
                vault.client().secrets().set("seeded", value, null, ObjectSettings.NONE);
            }
            var _ = vault.client().secrets().find("seeded", null).orElseThrow();
            calls.print("calls");
            Watch second = Watch.now();
            TestVault.start().close();
            second.print("second");
        }
    }

    private record Watch(long nanos, Duration cpu) {
        static Watch now() {
            return new Watch(System.nanoTime(), usedByProcess());
        }

        void print(String what) {
            System.out.printf(
                    "%s %d %d%n",
                    what,
                    (System.nanoTime() - nanos) / 1_000_000,
                    usedByProcess().minus(cpu).toMillis());
        }

        private static Duration usedByProcess() {
            return ProcessHandle.current().info().totalCpuDuration().orElseThrow();
        }
    }
}
