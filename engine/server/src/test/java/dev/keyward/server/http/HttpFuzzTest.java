package dev.keyward.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyward.testing.KeptInputs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/// What arrives over a connection, in HTTP/1.1 and HTTP/2: no fault of ours, no answer without a
/// record, and nothing kept of a connection that has ended.
///
/// The first octet is 0 for HTTP/1.1 and 1 for HTTP/2; 2 more, and the rest comes in two pieces. In
/// HTTP/2 the preface comes of itself.
@Tag("security:S-14")
final class HttpFuzzTest {
    private static final byte[] PREFACE =
            "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int FRAME_HEAD = 9;
    private static final byte HEADERS = 1;

    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([0-9]{3}) ");
    private static final Pattern PROBE = Pattern.compile("\\{\"status\":");

    private static final FuzzedListener LISTENER = FuzzedListener.start();

    @TestFactory
    Stream<DynamicTest> keptInputs() throws IOException {
        return KeptInputs.of(HttpFuzzTest.class, HttpFuzzTest::fuzzerTestOneInput);
    }

    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length == 0) {
            return;
        }
        boolean http2 = (input[0] & 1) != 0;
        boolean pieces = (input[0] & 2) != 0;
        byte[] sent = Arrays.copyOfRange(input, 1, input.length);
        int records = LISTENER.records();
        byte[] answered = LISTENER.exchange(http2, http2 ? join(PREFACE, sent) : sent, pieces);
        int made = LISTENER.records() - records;
        assertThat(http2 ? headers(answered) : statuses(answered))
                .as(new String(answered, StandardCharsets.ISO_8859_1))
                .isLessThanOrEqualTo(made);
        assertThat(LISTENER.faults()).isEmpty();
    }

    /// Final answers that have to be on record.
    private static int statuses(byte[] answered) {
        String text = new String(answered, StandardCharsets.ISO_8859_1);
        int statuses = 0;
        Matcher status = STATUS.matcher(text);
        while (status.find()) {
            statuses += status.group(1).equals("100") ? 0 : 1;
        }
        return statuses - (int) PROBE.matcher(text).results().count();
    }

    /// Likewise; each answer has one frame of headers.
    private static int headers(byte[] answered) {
        int headers = 0;
        int at = 0;
        while (at + FRAME_HEAD <= answered.length) {
            headers += answered[at + 3] == HEADERS ? 1 : 0;
            at +=
                    FRAME_HEAD
                            + ((answered[at] & 0xff) << 16
                                    | (answered[at + 1] & 0xff) << 8
                                    | answered[at + 2] & 0xff);
        }
        String text = new String(answered, StandardCharsets.ISO_8859_1);
        return headers - (int) PROBE.matcher(text).results().count();
    }

    private static byte[] join(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
