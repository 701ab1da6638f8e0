package dev.keyward.api.dispatch;

import dev.keyward.api.FuzzedPlane;
import dev.keyward.testing.KeptInputs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/// Requests of the data plane with a token that may do everything: path, query, headers and body of
/// every operation.
///
/// An input is written as HTTP is: method and target, headers, an empty line, the body.
@Tag("security:S-14")
final class RequestFuzzTest {
    private static final FuzzedPlane PLANE = new FuzzedPlane();

    @TestFactory
    Stream<DynamicTest> keptInputs() throws IOException {
        return KeptInputs.of(RequestFuzzTest.class, RequestFuzzTest::fuzzerTestOneInput);
    }

    public static void fuzzerTestOneInput(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        int blank = text.indexOf("\n\n");
        String[] head = (blank < 0 ? text : text.substring(0, blank)).split("\n", -1);
        String[] line = head[0].split(" ", 2);
        // An authority of its own would need the seeds to know it; HostsTest has those.
        if (line.length < 2 || line[1].startsWith("https://")) {
            return;
        }
        Map<String, String> headers = new LinkedHashMap<>();
        for (int i = 1; i < head.length; i++) {
            String[] header = head[i].split(":", 2);
            if (header.length == 2 && !header[0].equalsIgnoreCase("authorization")) {
                headers.put(header[0].toLowerCase(Locale.ROOT), header[1].strip());
            }
        }
        PLANE.ask(line[0], line[1], blank < 0 ? "" : text.substring(blank + 2), headers);
    }
}
