package dev.keyward.api.audit;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/// Times as audit records have them: UTC, seven digits after the second, `Z`. The part up to the
/// second is kept, since thousands of records share it.
final class AuditTime {
    private static final DateTimeFormatter SECOND =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss").withZone(ZoneOffset.UTC);

    private static volatile Kept kept = new Kept(Long.MIN_VALUE, "");

    private AuditTime() {}

    static String text(Instant time) {
        Kept now = kept;
        if (now.second != time.getEpochSecond()) {
            now = new Kept(time.getEpochSecond(), SECOND.format(time));
            kept = now;
        }
        StringBuilder text = new StringBuilder(28).append(now.text).append('.');
        int fraction = time.getNano() / 100;
        for (int unit = 1_000_000; unit > 0; unit /= 10) {
            text.append((char) ('0' + fraction / unit % 10));
        }
        return text.append('Z').toString();
    }

    private record Kept(long second, String text) {}
}
