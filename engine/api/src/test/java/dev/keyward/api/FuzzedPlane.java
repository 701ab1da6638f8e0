package dev.keyward.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyward.api.VaultPlane.Answer;
import dev.keyward.model.RecoveryLevel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A data plane for fuzz targets: it is made anew before what the inputs leave behind fills the
/// memory, and holds every answer to what is promised of all.
public final class FuzzedPlane {
    private static final int REQUESTS = 2_000;
    private static final long LONGEST_SECONDS = 120;

    private VaultPlane plane = make();
    private int asked;

    /// The plane of the next request.
    public VaultPlane plane() {
        if (asked == REQUESTS) {
            asked = 0;
            plane.close();
            plane = make();
        }
        return plane;
    }

    /// Asks as somebody who may do everything.
    ///
    /// @param headers besides the token
    public Answer ask(String method, String target, String body, Map<String, String> headers) {
        VaultPlane asked = plane();
        this.asked++;
        int recorded = asked.audit.records().size();
        Answer answer;
        try {
            answer =
                    asked.begin(VaultPlane.OWNER, method, target, body, headers)
                            .get(LONGEST_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException failed) {
            throw new AssertionError(method + " " + target, failed);
        }
        assertThat(answer.status()).as(method + " " + target).isBetween(200, 499);
        assertThat(answer.text()).doesNotContain("dev.keyward", "Exception");
        assertThat(asked.audit.records()).hasSizeGreaterThan(recorded);
        return answer;
    }

    private static VaultPlane make() {
        try {
            return new VaultPlane(
                    Files.createTempDirectory("fuzzed-plane"), new RecoveryLevel(7, false));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
