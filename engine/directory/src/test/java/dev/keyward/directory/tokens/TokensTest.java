package dev.keyward.directory.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyward.directory.Deployment;
import dev.keyward.directory.Directory;
import dev.keyward.directory.principals.Caller;
import dev.keyward.directory.tenancy.Tenant;
import dev.keyward.model.TenantId;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokensTest {
    @TempDir Path folder;
    private Deployment deployment;
    private Tokens tokens;

    @BeforeEach
    void start() throws IOException {
        deployment = new Deployment(folder);
        tokens = deployment.directory.tokens();
    }

    @Test
    void aTokenTellsWhoItsBearerIs() {
        Caller caller = tokens.verify(deployment.token(Deployment.VAULT), ResourceServer.VAULT);

        assertThat(caller.tenant()).isEqualTo(deployment.first.tenant().id());
        assertThat(caller.objectId()).isEqualTo(deployment.administrator().id());
        assertThat(caller.client()).isEqualTo(deployment.administrator().appId());
        assertThat(caller.isApplication()).isTrue();
        assertThat(caller.token().credential()).isEqualTo(1);
    }

    @Test
    void theCurrentKeyAndTheNextArePublished() {
        assertThat(ecKeys(tokens, deployment.first.tenant().id())).hasSize(2);
    }

    @Test
    void aTokenIsGoodForAnHourAndAMinute() {
        String token = deployment.token(Deployment.VAULT);
        deployment.clock.advance(Duration.ofMinutes(61));
        assertThat(tokens.verify(token, ResourceServer.VAULT)).isNotNull();

        deployment.clock.advance(Duration.ofSeconds(1));
        assertRefused(token, "expired");
    }

    @Test
    void aTokenFromTheFutureIsRefused() {
        String token = deployment.token(Deployment.VAULT);
        deployment.clock.advance(Duration.ofSeconds(-61));
        assertRefused(token, "not yet valid");
    }

    @Test
    @Tag("security:S-06")
    void aTokenForTheManagementPlaneOpensNoVault() {
        assertRefused(deployment.token(Deployment.MANAGEMENT), "AKV10022: Invalid audience");
    }

    @Test
    void aTokenForAVaultIsNoneForTheManagementPlane() {
        String token = deployment.token(Deployment.VAULT);
        assertThatThrownBy(() -> tokens.verify(token, ResourceServer.MANAGEMENT))
                .isInstanceOf(VaultException.class)
                .hasMessageContaining("AKV10022");
    }

    @Test
    void azuresNamesOfTheVaultAudienceAreTaken() {
        for (String audience :
                List.of(
                        "https://vault.azure.net",
                        "https://vault.azure.net/",
                        "cfa8b339-82a2-471a-a3c9-0fc0be7a4093",
                        Deployment.VAULT + "/")) {
            String token = deployment.token(audience);
            assertThat(tokens.verify(token, ResourceServer.VAULT).token().audience())
                    .isEqualTo(audience);
        }
    }

    @Test
    void aKeyOfOneTenantSpeaksForNoOther() {
        // The claims of the administrator, signed by the key of a tenant of its own.
        String payload = payload(deployment.token(Deployment.VAULT));
        TenantId other = new TenantId(UUID.randomUUID());
        Deployment.await(
                deployment
                        .directory
                        .founding()
                        .takeIn(
                                new Tenant(other, "Other", "other.example", Set.of(), false),
                                "admin",
                                Deployment.EVIDENCE));
        String forged =
                tokens.sign(other, TokenAlgorithm.ES256, payload)
                        .toUtf8(dev.keyward.model.SecretAccess.request());
        assertRefused(
                forged,
                "AKV10032: Invalid issuer. Expected one of "
                        + tokens.issuer(other)
                        + ", found "
                        + tokens.issuer(deployment.first.tenant().id())
                        + ".");
    }

    @Test
    void aTokenWithoutSignatureIsRefused() {
        String token = deployment.token(Deployment.VAULT);
        assertRefused(encode("{\"alg\":\"none\",\"typ\":\"JWT\"}") + middle(token), "malformed");
        assertRefused(token.substring(0, token.lastIndexOf('.') + 1), "signature");
    }

    @Test
    void theHeaderCantChooseTheAlgorithm() {
        String token = deployment.token(Deployment.VAULT);
        String kid = kid(token);
        for (String algorithm : List.of("none", "None", "HS256", "RS256", "ES384", "ES256K")) {
            String header = encode("{\"alg\":\"%s\",\"kid\":\"%s\"}".formatted(algorithm, kid));
            assertRefused(header + rest(token), "malformed");
        }
    }

    @Test
    void aTokenCantBringItsOwnKey() {
        String token = deployment.token(Deployment.VAULT);
        for (String member :
                List.of(
                        "\"jwk\":{\"kty\":\"EC\"}",
                        "\"jku\":\"https://evil.example/keys\"",
                        "\"x5u\":\"https://evil.example/cert\"",
                        "\"x5c\":[\"AA==\"]",
                        "\"crit\":[\"exp\"]")) {
            String header =
                    encode("{\"alg\":\"ES256\",\"kid\":\"%s\",%s}".formatted(kid(token), member));
            assertRefused(header + rest(token), "malformed");
        }
    }

    @Test
    void anUnknownKeyIsRefused() {
        String token = deployment.token(Deployment.VAULT);
        assertRefused(encode("{\"alg\":\"ES256\",\"kid\":\"nobody\"}") + rest(token), "AKV10046");
    }

    @Test
    void changedClaimsAreRefused() {
        String token = deployment.token(Deployment.VAULT);
        String changed = payload(token).replace("\"idtyp\":\"app\"", "\"idtyp\":\"user\"");
        String[] parts = token.split("\\.");
        assertRefused(parts[0] + "." + encode(changed) + "." + parts[2], "signature");
    }

    @Test
    void everyFlippedBitOfTheSignatureIsRefused() {
        String token = deployment.token(Deployment.VAULT);
        int dot = token.lastIndexOf('.');
        byte[] signature = Base64.getUrlDecoder().decode(token.substring(dot + 1));
        for (int bit = 0; bit < signature.length * 8; bit += 13) {
            byte[] flipped = signature.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            String changed =
                    token.substring(0, dot + 1)
                            + Base64.getUrlEncoder().withoutPadding().encodeToString(flipped);
            assertRefused(changed, "signature");
        }
    }

    @Test
    void anythingElseThanATokenIsRefused() {
        String token = deployment.token(Deployment.VAULT);
        for (String text :
                List.of(
                        "",
                        ".",
                        "..",
                        "a.b.c",
                        token + ".",
                        token + "=",
                        token + " ",
                        "." + token,
                        token.replaceFirst("\\.", ".="),
                        "é" + token,
                        encode("[]") + rest(token),
                        encode("{\"alg\":\"ES256\",\"alg\":\"ES256\",\"kid\":\"x\"}")
                                + rest(token))) {
            assertThatThrownBy(() -> tokens.verify(text, ResourceServer.VAULT))
                    .isInstanceOf(VaultException.class)
                    .extracting(refused -> ((VaultException) refused).error())
                    .isInstanceOf(VaultError.Unauthorized.class);
        }
    }

    @Test
    void aTokenOverSixteenKibibytesIsNotLookedAt() {
        assertRefused("a".repeat(16 * 1024 + 1), "too long");
    }

    @Test
    void wellSignedNonsenseIsRefused() {
        TenantId tenant = deployment.first.tenant().id();
        String good = payload(deployment.token(Deployment.VAULT));
        for (String claims :
                List.of(
                        "[]",
                        "{}",
                        good.replace("\"ver\":\"1.0\"", "\"ver\":\"2.0\""),
                        good.replaceFirst("\"exp\":\\d+", "\"exp\":\"soon\""),
                        good.replaceFirst("\"exp\":\\d+", "\"exp\":9223372036854775807"),
                        good.replaceFirst("\"exp\":\\d+", "\"exp\":99999999999"),
                        good.replaceFirst("\"nbf\":\\d+,", ""),
                        good.replaceFirst("\"oid\":\"[^\"]+\"", "\"oid\":[\"x\"]"),
                        good.replaceFirst("\"aud\":\"[^\"]+\"", "\"aud\":[\"a\",\"b\"]"),
                        good.replaceFirst("\"tid\":\"[^\"]+\"", "\"tid\":\"common\""))) {
            String token =
                    tokens.sign(tenant, TokenAlgorithm.ES256, claims)
                            .toUtf8(dev.keyward.model.SecretAccess.request());
            assertThatThrownBy(() -> tokens.verify(token, ResourceServer.VAULT))
                    .as(claims)
                    .isInstanceOf(VaultException.class)
                    .extracting(refused -> ((VaultException) refused).error())
                    .isInstanceOf(VaultError.Unauthorized.class);
        }
    }

    @Test
    void anAudienceInAListOfOneIsTheSame() {
        TenantId tenant = deployment.first.tenant().id();
        String claims =
                payload(deployment.token(Deployment.VAULT))
                        .replaceFirst("\"aud\":(\"[^\"]+\")", "\"aud\":[$1]");
        String token =
                tokens.sign(tenant, TokenAlgorithm.ES256, claims)
                        .toUtf8(dev.keyward.model.SecretAccess.request());
        assertThat(tokens.verify(token, ResourceServer.VAULT)).isNotNull();
    }

    @Test
    void keysChangeOverWithoutBreakingTokens() {
        TenantId tenant = deployment.first.tenant().id();
        String next = ecKeys(tokens, tenant).getLast().kid();

        deployment.clock.advance(SigningKeys.LIFE.minus(Duration.ofMinutes(30)));
        String before = deployment.token(Deployment.VAULT);
        deployment.clock.advance(Duration.ofMinutes(31));
        deployment.directory.rotateSigningKeys();
        String after = deployment.token(Deployment.VAULT);

        assertThat(kid(after)).isEqualTo(next).isNotEqualTo(kid(before));
        assertThat(tokens.verify(before, ResourceServer.VAULT)).isNotNull();
        assertThat(tokens.verify(after, ResourceServer.VAULT)).isNotNull();
        assertThat(ecKeys(tokens, tenant)).hasSize(3);

        deployment.clock.advance(Duration.ofHours(3));
        deployment.directory.rotateSigningKeys();
        assertThat(ecKeys(tokens, tenant)).hasSize(2);
        assertThat(ecKeys(tokens, tenant)).extracting(TokenKey::kid).doesNotContain(kid(before));
    }

    /// What an attacker needn't do: a bad time server does.
    @ParameterizedTest
    @ValueSource(longs = {1, 92, 3653})
    @Tag("reliability:R-13")
    void aClockAheadForAWhileLocksNobodyOut(long days) {
        TenantId tenant = deployment.first.tenant().id();
        List<TokenKey> keys = ecKeys(tokens, tenant);
        deployment.clock.set(Duration.ofDays(days));
        deployment.directory.rotateSigningKeys();
        // By then its secret has expired; that comes right with the clock.
        boolean expired = days > 365;
        String ahead = expired ? "" : deployment.token(Deployment.VAULT);

        deployment.clock.set(Duration.ofDays(-days));
        deployment.directory.rotateSigningKeys();

        String right = deployment.token(deployment.open(), Deployment.VAULT);
        assertThat(tokens.verify(right, ResourceServer.VAULT)).isNotNull();
        assertThat(kid(right)).isEqualTo(keys.getFirst().kid());
        assertThat(ecKeys(tokens, tenant)).isEqualTo(keys);
        if (!expired) {
            assertRefused(ahead, "not yet valid");
        }
    }

    /// As a version did that believed every clock: the old key deleted, the new ones for later.
    @ParameterizedTest
    @ValueSource(longs = {92, 3653})
    @Tag("reliability:R-13")
    void keysOfAWrongFutureHealByThemselves(long days) {
        TenantId tenant = deployment.first.tenant().id();
        deployment.clock.advance(Duration.ofDays(days));
        deployment.directory.rotateSigningKeys();
        deployment.clock.advance(Duration.ofDays(-days));

        Directory again = deployment.open();
        String first = deployment.token(again, Deployment.VAULT);
        assertThat(again.tokens().verify(first, ResourceServer.VAULT)).isNotNull();
        again.rotateSigningKeys();

        // One for the present, and from then on every 90 days another.
        String healed = deployment.token(again, Deployment.VAULT);
        assertThat(kid(healed)).isNotEqualTo(kid(first));
        for (int i = 0; i < 3; i++) {
            deployment.clock.advance(SigningKeys.LIFE.plus(SigningKeys.AHEAD));
            again.rotateSigningKeys();
            String next = deployment.token(again, Deployment.VAULT);
            assertThat(kid(next)).isNotEqualTo(kid(healed));
            assertThat(again.tokens().verify(next, ResourceServer.VAULT)).isNotNull();
            assertThat(ecKeys(again.tokens(), tenant)).hasSizeBetween(2, 3);
            healed = next;
        }
    }

    /// The second decides while the first is written, so neither knows of the other.
    @Test
    void twoNodesThatRotateAtOnceMakeOneNextKey() {
        TenantId tenant = deployment.first.tenant().id();
        AtomicBoolean opened = new AtomicBoolean();
        CountDownLatch decided = new CountDownLatch(1);
        Directory other =
                deployment.open(
                        new SecureRandom() {
                            private static final long serialVersionUID = 1L;

                            // Asked for a key once one was found to be due.
                            @Override
                            public void nextBytes(byte[] bytes) {
                                if (opened.get()) {
                                    decided.countDown();
                                }
                                super.nextBytes(bytes);
                            }
                        },
                        () -> {
                            throw new AssertionError("nothing to put on record");
                        },
                        Deployment.AUDIENCES);
        opened.set(true);
        deployment.clock.advance(SigningKeys.LIFE.minus(Duration.ofMinutes(30)));
        List<CompletableFuture<Void>> second = new ArrayList<>();
        Directory one =
                deployment.open(
                        deployment.random,
                        () -> {
                            second.add(CompletableFuture.runAsync(other::rotateSigningKeys));
                            await(decided);
                            return Deployment.EVIDENCE.get();
                        },
                        Deployment.AUDIENCES);

        one.rotateSigningKeys();
        second.getFirst().join();

        assertThat(ecKeys(tokens, tenant)).hasSize(3);
        assertThat(ecKeys(other.tokens(), tenant)).hasSize(3);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void tokensOutliveARestart() {
        String token = deployment.token(Deployment.VAULT);
        assertThat(deployment.open().tokens().verify(token, ResourceServer.VAULT)).isNotNull();
    }

    private void assertRefused(String token, String reason) {
        assertThatThrownBy(() -> tokens.verify(token, ResourceServer.VAULT))
                .isInstanceOf(VaultException.class)
                .hasMessageContaining(reason);
    }

    /// Those of ES256, which is what the resource servers want here.
    private static List<TokenKey> ecKeys(Tokens tokens, TenantId tenant) {
        return tokens.published(tenant).stream().filter(TokenKey.Ec.class::isInstance).toList();
    }

    private static String encode(String text) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String decode(String part) {
        return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
    }

    private static String payload(String token) {
        return decode(token.split("\\.")[1]);
    }

    private static String kid(String token) {
        return decode(token.split("\\.")[0]).replaceFirst(".*\"kid\":\"([^\"]+)\".*", "$1");
    }

    /// Everything after the header.
    private static String rest(String token) {
        return token.substring(token.indexOf('.'));
    }

    /// The payload between its dots, without the signature.
    private static String middle(String token) {
        return token.substring(token.indexOf('.'), token.lastIndexOf('.') + 1);
    }
}
