package dev.keyward.testing;

import java.nio.charset.StandardCharsets;

/// A parser with a fault that chance doesn't find: a fuzzer does that sees which way it goes.
final class PlantedFault {
    private PlantedFault() {}

    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length > 3 && input[0] == 'K' && input[1] == 'W' && input[2] == 7) {
            if (new String(input, 3, input.length - 3, StandardCharsets.UTF_8).equals("tresor")) {
                throw new IllegalStateException("the planted fault");
            }
        }
    }
}
