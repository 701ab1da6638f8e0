package dev.keyward.directory.providers;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import dev.keyward.directory.Deployment;
import dev.keyward.directory.Directory;
import dev.keyward.directory.tokens.KeysAwaited;
import dev.keyward.directory.tokens.ResourceServer;
import dev.keyward.directory.tokens.Tokens;
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

/// Tokens of other identity providers as strangers send them: the whole of one, and its header and
/// its claims as if the provider's key had signed them; and the keys that a provider publishes.
@Tag("security:S-14")
final class ProviderTokenFuzzTest {
    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();
    private static final String ISSUER = "https://sso.example";
    private static final String HEADER = "{\"alg\":\"RS256\",\"kid\":\"k\"}";
    private static final RSAKey KEY = key();
    private static final Deployment DEPLOYMENT = deployment();
    private static final TenantId TENANT = DEPLOYMENT.first.tenant().id();
    private static final Tokens TOKENS = tokens();

    @TestFactory
    Stream<DynamicTest> keptInputs() throws IOException {
        return KeptInputs.of(
                ProviderTokenFuzzTest.class, ProviderTokenFuzzTest::fuzzerTestOneInput);
    }

    public static void fuzzerTestOneInput(byte[] input) {
        verify(input, new String(input, StandardCharsets.UTF_8));
        verify(input, signed(input, claims().getBytes(StandardCharsets.UTF_8)));
        verify(input, signed(HEADER.getBytes(StandardCharsets.UTF_8), input));
        Stranger.sends(input, VaultException.class, ProviderTokenFuzzTest::published);
    }

    private static void published(byte[] input) {
        try {
            assertThat(PublishedKeys.parse(new String(input, StandardCharsets.UTF_8))).isNotNull();
        } catch (ParseException _) {
            // The one way in which an issuer's document is refused.
        }
    }

    private static void verify(byte[] input, String token) {
        Stranger.sends(
                input,
                VaultException.class,
                _ -> {
                    for (ResourceServer server : ResourceServer.values()) {
                        awaited(token, server);
                    }
                });
    }

    private static void awaited(String token, ResourceServer server) {
        try {
            TOKENS.verify(token, server, null, TENANT);
        } catch (KeysAwaited fetching) {
            fetching.fetched().toCompletableFuture().join();
            TOKENS.verify(token, server, null, TENANT);
        }
    }

    private static String claims() {
        long now = DEPLOYMENT.clock.instant().getEpochSecond();
        return "{\"iss\":\"%s\",\"aud\":\"vaults\",\"sub\":\"ann\",\"exp\":%d}"
                .formatted(ISSUER, now + 600);
    }

    private static String signed(byte[] header, byte[] claims) {
        String input = BASE64URL.encodeToString(header) + "." + BASE64URL.encodeToString(claims);
        try {
            return input
                    + "."
                    + new RSASSASigner(KEY)
                            .sign(
                                    new JWSHeader(JWSAlgorithm.RS256),
                                    input.getBytes(StandardCharsets.US_ASCII));
        } catch (JOSEException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static RSAKey key() {
        try {
            return new RSAKeyGenerator(2048).keyID("k").generate();
        } catch (JOSEException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static Deployment deployment() {
        try {
            return new Deployment(Files.createTempDirectory("provider-fuzz"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Tokens tokens() {
        DEPLOYMENT.documents =
                _ ->
                        new KeyDocuments.KeySetDocument(
                                new JWKSet(KEY).toPublicJWKSet().toString(), null);
        Directory directory = DEPLOYMENT.open();
        Deployment.await(
                directory
                        .providers()
                        .add(
                                TENANT,
                                "sso",
                                new IssuerTrust(
                                        List.of(ISSUER),
                                        List.of(),
                                        null,
                                        null,
                                        IssuerTrust.USUAL,
                                        IssuerTrust.USUAL_SKEW),
                                new TokenAudiences(List.of("vaults"), List.of("management")),
                                new ClaimMapping(
                                        "sub", null, null, "groups", ClaimMapping.Ids.AS_ISSUED),
                                ProviderStanding.GOOD,
                                Deployment.EVIDENCE));
        return directory.tokens();
    }
}
