package dev.keyward.directory.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyward.testing.KeptInputs;
import dev.keyward.testing.Stranger;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/// Client assertions as strangers send them: the whole of one, its header, and its claims.
@Tag("security:S-14")
final class AssertionFuzzTest {
    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();
    private static final String HEADER = encoded("{\"alg\":\"RS256\"}");
    private static final String CLAIMS =
            encoded("{\"iss\":\"a\",\"sub\":\"a\",\"aud\":\"b\",\"exp\":1,\"jti\":\"c\"}");

    @TestFactory
    Stream<DynamicTest> keptInputs() throws IOException {
        return KeptInputs.of(AssertionFuzzTest.class, AssertionFuzzTest::fuzzerTestOneInput);
    }

    public static void fuzzerTestOneInput(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        parse(input, text);
        parse(input, BASE64URL.encodeToString(input) + "." + CLAIMS + ".AAAA");
        parse(input, HEADER + "." + BASE64URL.encodeToString(input) + ".AAAA");
    }

    /// What is taken has all that its check goes by, and no say in how it is verified.
    private static void parse(byte[] input, String compact) {
        Stranger.sends(
                input,
                Refused.class,
                _ -> {
                    Assertion assertion;
                    try {
                        assertion = Assertion.parse(compact);
                    } catch (ParseException refused) {
                        throw new Refused(refused);
                    }
                    String header =
                            new String(
                                    Base64.getUrlDecoder()
                                            .decode(compact.substring(0, compact.indexOf('.'))),
                                    StandardCharsets.UTF_8);
                    assertThat(header).doesNotContain("\"jku\":", "\"x5u\":", "\"crit\":");
                    assertThat(assertion.claims().issuer()).isNotEmpty();
                    assertThat(assertion.claims().audiences()).isNotEmpty();
                    assertThat(compact)
                            .startsWith(new String(assertion.signed(), StandardCharsets.US_ASCII));
                });
    }

    private static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Refused(ParseException cause) {
            super(cause);
        }
    }

    private static String encoded(String json) {
        return BASE64URL.encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
