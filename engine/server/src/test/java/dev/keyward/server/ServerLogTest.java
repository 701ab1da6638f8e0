package dev.keyward.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.DecoderException;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

final class ServerLogTest {
    @Test
    @Tag("security:S-14")
    void whatALibrarySaysOfAPeerFillsNoLog() {
        LogRecord message =
                new LogRecord(
                        Level.SEVERE,
                        "First received frame was not SETTINGS. Hex dump for first 5 bytes: 312e320d0a");
        message.setLoggerName("io.vertx.core.net.impl.VertxConnection");

        assertThat(ServerLog.isShown(message)).isFalse();

        message.setThrown(new DecoderException());
        assertThat(ServerLog.isShown(message)).isFalse();

        message.setThrown(new IllegalStateException());
        assertThat(ServerLog.isShown(message)).isTrue();
    }

    @Test
    void whatThisServerSaysIsShown() {
        LogRecord message = new LogRecord(Level.INFO, "ready");
        message.setLoggerName("dev.keyward.server.Serve");

        assertThat(ServerLog.isShown(message)).isTrue();
    }
}
