package dev.keyward.language.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyward.cmdlet.Source;
import dev.keyward.cmdlet.Span;
import dev.keyward.testing.KeptInputs;
import dev.keyward.testing.Stranger;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Programs from anywhere: lexer and parser read them or say why not, and the rule of what history
/// keeps has an answer for each.
final class ScriptFuzzTest {
    private static final SecretLines SECRETS = new SecretLines(_ -> List.of());

    @TestFactory
    Stream<DynamicTest> keptInputs() throws IOException {
        return KeptInputs.of(ScriptFuzzTest.class, ScriptFuzzTest::fuzzerTestOneInput);
    }

    public static void fuzzerTestOneInput(byte[] input) {
        Stranger.sends(input, SyntaxError.class, bytes -> Parser.parse(source(bytes)));
        Stranger.sends(input, Never.class, ScriptFuzzTest::read);
        Stranger.sends(input, Never.class, bytes -> SECRETS.mayBeStored(text(bytes)));
    }

    /// The editor's reading agrees with the interpreter's and points into the text.
    private static void read(byte[] bytes) {
        Source source = source(bytes);
        Parser.Reading reading = Parser.read(source);
        assertThat(reading.body() == null).isNotEqualTo(reading.error() == null);
        reading.tokens().forEach(token -> within(token.span(), source));
        ScriptBody body = reading.body();
        if (body != null) {
            within(body.span(), source);
        }
    }

    private static void within(Span span, Source source) {
        assertThat(span.start()).isBetween(0, span.end());
        assertThat(span.end()).isLessThanOrEqualTo(source.text().length());
    }

    private static Source source(byte[] bytes) {
        return new Source("", text(bytes));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /// What has no way to refuse.
    private static final class Never extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
