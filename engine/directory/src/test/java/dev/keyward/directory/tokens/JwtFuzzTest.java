package dev.keyward.directory.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyward.directory.Deployment;
import dev.keyward.model.SecretAccess;
import dev.keyward.model.TenantId;
import dev.keyward.model.VaultException;
import dev.keyward.testing.KeptInputs;
import dev.keyward.testing.Stranger;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.text.ParseException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/// Access tokens as strangers send them: the whole of one, its header, and its claims as if our own
/// key had signed them.
@Tag("security:S-14")
final class JwtFuzzTest {
    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();
    private static final String SIGNATURE = "A".repeat(86);
    private static final Deployment DEPLOYMENT = deployment();
    private static final Tokens TOKENS = DEPLOYMENT.directory.tokens();
    private static final TenantId TENANT = DEPLOYMENT.first.tenant().id();

    @TestFactory
    Stream<DynamicTest> keptInputs() throws IOException {
        return KeptInputs.of(JwtFuzzTest.class, JwtFuzzTest::fuzzerTestOneInput);
    }

    public static void fuzzerTestOneInput(byte[] input) {
        verify(input, text(input));
        String encoded = BASE64URL.encodeToString(input);
        verify(input, encoded + ".e30." + SIGNATURE);
        String claims = text(input);
        verify(
                input,
                TOKENS.sign(TENANT, TokenAlgorithm.ES256, claims).toUtf8(SecretAccess.request()));
        roundTrip(claims);
    }

    private static void verify(byte[] input, String token) {
        Stranger.sends(
                input,
                VaultException.class,
                _ -> {
                    for (ResourceServer server : ResourceServer.values()) {
                        TOKENS.verify(token, server);
                    }
                });
    }

    /// Claims that are taken say the same when they are written again.
    private static void roundTrip(String json) {
        TokenClaims claims;
        try {
            claims = TokenClaims.parse(json);
        } catch (ParseException _) {
            return;
        }
        try {
            assertThat(TokenClaims.parse(claims.toJson(List.of()))).isEqualTo(claims);
        } catch (ParseException unreadable) {
            throw new AssertionError(json, unreadable);
        }
    }

    private static String text(byte[] input) {
        return new String(input, StandardCharsets.UTF_8);
    }

    private static Deployment deployment() {
        try {
            return new Deployment(Files.createTempDirectory("jwt-fuzz"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
