package dev.keyward.server.load;

import dev.keyward.server.floods.Flood;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/// One flood after the other for a long time, beside an honest client, and what the server takes
/// after each: fails if that grows.
///
/// Each flood lasts a minute, or less where the time is short, so that each comes in every quarter
/// of the time. What is compared is the median of the last quarter's samples with that of the
/// first's: heap after a collection may be [#HEAP_MARGIN] MiB more, what is resident
/// [#RESIDENT_MARGIN] MiB. Ends by itself after its time and a flood at most.
final class Soak {
    /// A tenth of the heap that a server is started with.
    static final long HEAP_MARGIN = 50;

    static final long RESIDENT_MARGIN = 100;

    private static final Duration WARM_UP = Duration.ofSeconds(30);
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final Duration REST = Duration.ofSeconds(2);

    private final Neighbourhood place;
    private final Duration time;
    private final List<Footprint.Sample> samples = new ArrayList<>();

    Soak(Neighbourhood place, Duration time) {
        this.place = place;
        this.time = time;
    }

    /// @throws IllegalStateException if the server takes more in the end than in the beginning, or
    ///   if a request of the honest client was lost
    void run() throws Exception {
        Flood[] floods = Flood.values();
        try (HonestClient client = new HonestClient(place.honest())) {
            client.spend(WARM_UP, new HonestClient.Day());
        }
        Duration each = time.dividedBy(4L * floods.length);
        each = each.compareTo(LONGEST) > 0 ? LONGEST : each;
        System.out.printf(
                "%6s %-32s %7s %5s %9s %9s %8s %8s %7s %6s %9s %9s%n",
                "second",
                "after",
                "asked",
                "lost",
                "get p50",
                "get p99",
                "live MiB",
                "RSS MiB",
                "threads",
                "files",
                "trail MiB",
                "home MiB");
        long begun = System.nanoTime();
        long failures = 0;
        for (int turn = 0; System.nanoTime() - begun < time.toNanos(); turn++) {
            Flood flood = floods[turn % floods.length];
            HonestClient.Day day = new HonestClient.Day();
            try (HonestClient client = new HonestClient(place.honest())) {
                try (FloodProcess process = FloodProcess.of(flood, place)) {
                    client.spend(each, day);
                    process.stop();
                }
                client.spend(REST, new HonestClient.Day());
            }
            failures += day.failures();
            Footprint.Sample sample = place.footprint.sample();
            samples.add(sample);
            System.out.printf(
                    "%6d %-32s %7d %5d %9.1f %9.1f %8d %8d %7d %6d %9.1f %9.1f%n",
                    (System.nanoTime() - begun) / 1_000_000_000,
                    flood.title(),
                    day.answered(),
                    day.failures(),
                    day.get().millis(50),
                    day.get().millis(99),
                    sample.live(),
                    sample.resident(),
                    sample.threads(),
                    sample.openFiles(),
                    sample.trail(),
                    place.footprint.homeMebibytes());
        }
        judge("MiB of heap after a collection", Footprint.Sample::live, HEAP_MARGIN);
        judge("MiB resident", Footprint.Sample::resident, RESIDENT_MARGIN);
        if (failures > 0) {
            throw new IllegalStateException(failures + " requests of the honest client were lost");
        }
        System.out.println("passed");
    }

    private void judge(String what, ToLongFunction<Footprint.Sample> size, long margin) {
        int quarter = Math.max(1, samples.size() / 4);
        long first = median(samples.subList(0, quarter), size);
        long last = median(samples.subList(samples.size() - quarter, samples.size()), size);
        System.out.printf(
                "%s: %d in the first quarter, %d in the last, %d more allowed%n",
                what, first, last, margin);
        if (last > first + margin) {
            throw new IllegalStateException(what + " grew from " + first + " to " + last);
        }
    }

    private static long median(List<Footprint.Sample> part, ToLongFunction<Footprint.Sample> size) {
        return part.stream().mapToLong(size).sorted().skip(part.size() / 2).findFirst().orElse(0);
    }
}
