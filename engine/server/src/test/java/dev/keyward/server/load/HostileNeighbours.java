package dev.keyward.server.load;

import dev.keyward.server.floods.Flood;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/// What an honest client notices of each flood, beside what it notices without one, and what is
/// left of it in the server (security.md, section 13.2).
///
/// System properties: `seconds` (5) of each flood, `rounds` (1) over all of them, `only` one of
/// them (all). A round has a quiet part and one beside a process that only computes; one round more
/// goes before those that count, so that the server has met each flood before. All rounds are
/// counted together. With `soak` (0), a time in seconds, [Soak] runs instead.
public final class HostileNeighbours {
    private static final Duration WARM_UP = Duration.ofSeconds(30);

    private final Duration time = Duration.ofSeconds(Integer.getInteger("seconds", 5));
    private final int rounds = Integer.getInteger("rounds", 1);
    private final String only = System.getProperty("only", "");
    private final Map<String, Row> rows = new LinkedHashMap<>();

    private HostileNeighbours() {}

    /// What the client noticed in all rounds beside one neighbour, and what that cost.
    private static final class Row {
        final HonestClient.Day day = new HonestClient.Day();
        Duration server = Duration.ZERO;
        Duration neighbour = Duration.ZERO;
        long wallNanos;
        long sent;
        long live;
    }

    /// Begins what is beside the client.
    private interface Neighbour {
        FloodProcess begin() throws IOException;
    }

    public static void main(String[] arguments) throws Exception {
        long soak = Long.getLong("soak", 0);
        try (Neighbourhood place = new Neighbourhood()) {
            if (soak > 0) {
                new Soak(place, Duration.ofSeconds(soak)).run();
            } else {
                new HostileNeighbours().run(place);
            }
        }
    }

    private void run(Neighbourhood place) throws Exception {
        try (HonestClient client = new HonestClient(place.honest())) {
            client.spend(WARM_UP, new HonestClient.Day());
        }
        for (int round = 0; round <= rounds; round++) {
            if (round == 1) {
                rows.clear();
            }
            try (HonestClient client = new HonestClient(place.honest())) {
                alone("nobody", client, place);
                beside(
                        "one that only computes",
                        () -> FloodProcess.computing(place),
                        client,
                        place);
                for (Flood flood : Flood.values()) {
                    if (flood.name().contains(only)) {
                        beside(flood.title(), () -> FloodProcess.of(flood, place), client, place);
                    }
                }
            }
        }
        System.out.printf(
                "%-32s %7s %5s %17s %17s %17s %9s %9s %8s %10s%n",
                "beside",
                "asked",
                "lost",
                "get p50/p99 ms",
                "sign p50/p99 ms",
                "set p50/p99 ms",
                "server %",
                "flood %",
                "live MiB",
                "flood MiB");
        rows.forEach(HostileNeighbours::print);
        System.out.printf(
                "in the end: %d MiB resident, %.1f MiB in its home%n",
                place.footprint.residentMebibytes(), place.footprint.homeMebibytes());
    }

    private void alone(String title, HonestClient client, Neighbourhood place) throws Exception {
        Row row = rows.computeIfAbsent(title, _ -> new Row());
        long begun = System.nanoTime();
        Duration before = place.footprint.cpu();
        client.spend(time, row.day);
        row.server = row.server.plus(place.footprint.cpu().minus(before));
        row.wallNanos += System.nanoTime() - begun;
        row.live = place.footprint.liveMebibytes();
    }

    private void beside(String title, Neighbour neighbour, HonestClient client, Neighbourhood place)
            throws Exception {
        Row row = rows.computeIfAbsent(title, _ -> new Row());
        try (FloodProcess process = neighbour.begin()) {
            Duration begun = process.cpu();
            alone(title, client, place);
            row.neighbour = row.neighbour.plus(process.cpu().minus(begun));
            row.sent += process.stop();
        }
        row.live = place.footprint.liveMebibytes();
    }

    private static void print(String beside, Row row) {
        System.out.printf(
                "%-32s %7d %5d %17s %17s %17s %9.0f %9.0f %8d %10.1f%n",
                beside,
                row.day.answered(),
                row.day.failures(),
                times(row.day.get()),
                times(row.day.sign()),
                times(row.day.set()),
                100.0 * row.server.toNanos() / row.wallNanos,
                100.0 * row.neighbour.toNanos() / row.wallNanos,
                row.live,
                row.sent / 1048576.0);
    }

    private static String times(HonestClient.Noticed noticed) {
        return "%.1f/%.1f".formatted(noticed.millis(50), noticed.millis(99));
    }
}
