package dev.keyward.directory.tokens;

import dev.keyward.directory.Deployment;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntConsumer;

/// What a token costs, by algorithm, in processor time of its thread, so that a busy machine
/// changes little: issued, verified for the first time, and verified again. Rounds of both
/// algorithms take turns. Not a test; how it is run says performance.md, section 7.
final class TokenSpeed {
    private static final int ROUNDS = 10;
    private static final int TOKENS = 2000;
    private static final int AGAIN = 200_000;

    private final String name;
    private final Deployment deployment;
    private final List<String> tokens = new ArrayList<>();
    private final double[] best = {Double.MAX_VALUE, Double.MAX_VALUE, Double.MAX_VALUE};

    private TokenSpeed(String name, Set<ResourceServer> es256) throws Exception {
        this.name = name;
        this.deployment =
                new Deployment(
                        Files.createTempDirectory("token-speed"),
                        new Audiences(
                                Deployment.AUDIENCES.issuer(),
                                Set.of(Deployment.VAULT),
                                Set.of(Deployment.MANAGEMENT),
                                Set.of(Deployment.ADMIN),
                                Set.of(),
                                es256));
    }

    public static void main(String[] arguments) throws Exception {
        List<TokenSpeed> both =
                List.of(
                        new TokenSpeed("ES256", EnumSet.allOf(ResourceServer.class)),
                        new TokenSpeed("RS256", Set.of()));
        for (int i = 0; i < ROUNDS; i++) {
            for (TokenSpeed each : both) {
                each.round();
            }
        }
        System.out.printf("%-6s %12s %14s %14s%n", "", "issued", "verified first", "again");
        for (TokenSpeed each : both) {
            System.out.printf(
                    "%-6s %9.1f us %11.1f us %11.3f us%n",
                    each.name, each.best[0], each.best[1], each.best[2]);
        }
    }

    private void round() {
        Tokens fresh = deployment.open().tokens();
        TokenSubject subject =
                new TokenSubject(
                        deployment.first.tenant().id(),
                        deployment.administrator().id(),
                        deployment.administrator().appId(),
                        null,
                        null);
        tokens.clear();
        measure(
                0,
                TOKENS,
                _ -> tokens.add(Deployment.text(fresh.issue(subject, Deployment.VAULT))));
        measure(1, TOKENS, i -> fresh.verify(tokens.get(i), ResourceServer.VAULT));
        measure(2, AGAIN, i -> fresh.verify(tokens.get(i % TOKENS), ResourceServer.VAULT));
    }

    /// Keeps the least of all rounds, in microseconds a time.
    private void measure(int what, int times, IntConsumer work) {
        long begin = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        for (int i = 0; i < times; i++) {
            work.accept(i);
        }
        long took = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - begin;
        best[what] = Math.min(best[what], took / 1000.0 / times);
    }
}
