package dev.keyward.api.login;

import static dev.keyward.api.login.ProviderWorld.VAULTS;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tokens of other people's identity providers that open nothing, and what ends those that did.
class HostileProviderTest {
    private ProviderWorld world;

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        world = new ProviderWorld(folder);
    }

    @AfterEach
    void stop() {
        world.close();
    }

    // --- whose don't

    @Test
    @Tag("security:S-06")
    void whatMustBeRefusedIs() throws Exception {
        RSAKey stranger = TestIssuer.rsa("k1");
        ECKey curve = TestIssuer.ec("e1");
        RSAKey small = new RSAKeyGenerator(1024, true).keyID("small").generate();
        RSAKey forEncryption =
                new RSAKeyGenerator(2048).keyID("enc").keyUse(KeyUse.ENCRYPTION).generate();
        world.issuer.publish(
                "/realms/shop", world.keycloak, world.key, curve, small, forEncryption);
        String other = world.issuer.issuer("/realms/other", stranger);
        world.provider("keycloak", "\"issuers\":[\"%s\"]".formatted(world.keycloak));
        String vault =
                world.vault("hostile", world.policy(world.derived("keycloak", "ann"), "get"));
        Map<String, Object> good = world.claims(world.keycloak);
        world.read(vault, world.sign(good)).expect(404);

        Map<String, Supplier<String>> table = new LinkedHashMap<>();
        table.put("another issuer", () -> world.sign(world.with("iss", other)));
        table.put(
                "an issuer with a slash more",
                () -> world.sign(world.with("iss", world.keycloak + "/")));
        table.put("no issuer", () -> world.sign(world.with("iss", null)));
        table.put(
                "another audience",
                () -> world.sign(world.with("aud", "https://elsewhere.example")));
        table.put("no audience", () -> world.sign(world.with("aud", null)));
        table.put("a longer audience", () -> world.sign(world.with("aud", VAULTS + "/x")));
        table.put("expired", () -> world.sign(world.with("exp", world.now() - 301)));
        table.put("without end", () -> world.sign(world.with("exp", null)));
        table.put("without end, by its word", () -> world.sign(world.with("exp", "never")));
        table.put(
                "for more than a day",
                () -> world.sign(world.with("exp", world.now() + 86_400 + 700)));
        table.put("not yet valid", () -> world.sign(world.with("nbf", world.now() + 301)));
        table.put("issued later", () -> world.sign(world.with("iat", world.now() + 301)));
        table.put("of nobody", () -> world.sign(world.with("sub", null)));
        table.put("of somebody blank", () -> world.sign(world.with("sub", " ")));
        table.put(
                "another's key of the same name",
                () -> TestIssuer.sign(stranger, JWSAlgorithm.RS256, good));
        table.put("too short a key", () -> TestIssuer.sign(small, JWSAlgorithm.RS256, good));
        table.put(
                "a key for something else",
                () -> TestIssuer.sign(forEncryption, JWSAlgorithm.RS256, good));
        table.put(
                "PS256, which isn't allowed",
                () -> TestIssuer.sign(world.key, JWSAlgorithm.PS256, good));
        table.put(
                "ES256, which isn't allowed",
                () -> TestIssuer.sign(curve, JWSAlgorithm.ES256, good));
        table.put("RS512", () -> TestIssuer.sign(world.key, JWSAlgorithm.RS512, good));
        table.put(
                "alg none",
                () ->
                        Base64URL.encode("{\"alg\":\"none\",\"kid\":\"k1\"}")
                                + "."
                                + Base64URL.encode(JSONObjectUtils.toJSONString(good))
                                + ".");
        table.put(
                "alg none with a signature",
                () -> world.header(Map.of("alg", "none", "kid", "k1")));
        table.put("HS256 with the public key", () -> world.hmac(good));
        table.put(
                "a key of its own",
                () ->
                        TestIssuer.sign(
                                stranger,
                                Map.of(
                                        "alg",
                                        "RS256",
                                        "kid",
                                        "k1",
                                        "jwk",
                                        stranger.toPublicJWK().toJSONObject()),
                                good));
        for (String member : List.of("jku", "x5u")) {
            table.put(
                    member,
                    () ->
                            world.header(
                                    Map.of(
                                            "alg",
                                            "RS256",
                                            "kid",
                                            "k1",
                                            member,
                                            world.issuer.peer.url() + "/realms/other/keys")));
        }
        table.put(
                "an extension nobody knows",
                () ->
                        world.header(
                                Map.of(
                                        "alg",
                                        "RS256",
                                        "kid",
                                        "k1",
                                        "crit",
                                        List.of("exp"),
                                        "exp",
                                        1)));
        table.put(
                "another type",
                () -> world.header(Map.of("alg", "RS256", "kid", "k1", "typ", "logout+jwt")));
        table.put("a kid that is no text", () -> world.header(Map.of("alg", "RS256", "kid", 1)));
        table.put(
                "an issuer twice",
                () ->
                        TestIssuer.sign(
                                world.key,
                                "{\"alg\":\"RS256\",\"kid\":\"k1\"}",
                                JSONObjectUtils.toJSONString(good)
                                        .replaceFirst(
                                                "\\{", "{\"iss\":\"https://evil.example\",")));
        table.put(
                "bound to a certificate that nobody shows",
                () -> world.sign(world.with("cnf", Map.of("x5t#S256", "A".repeat(43)))));
        table.put(
                "bound to a key of DPoP",
                () -> world.sign(world.with("cnf", Map.of("jkt", "A".repeat(43)))));
        table.put("too long", () -> world.sign(world.with("padding", "x".repeat(16_000))));
        table.put("cut", () -> world.sign(good).substring(0, world.sign(good).length() - 2));

        Map<String, String> taken = new LinkedHashMap<>();
        table.forEach((what, token) -> {
            int status = world.read(vault, token.get()).status();
            if (status != 401) {
                taken.put(what, Integer.toString(status));
            }
        });
        assertThat(taken).isEmpty();
        world.read(vault, world.sign(good)).expect(404);
    }

    @Test
    void whatTheProviderAllowsIsTaken() throws Exception {
        ECKey curve = TestIssuer.ec("e1");
        world.issuer.publish("/realms/shop", world.keycloak, world.key, curve);
        world.provider(
                "keycloak",
                ("\"issuers\":[\"%s\"],\"algorithms\":[\"PS256\",\"ES256\"],"
                                + "\"clockSkewSeconds\":0")
                        .formatted(world.keycloak));
        String vault =
                world.vault("allowed", world.policy(world.derived("keycloak", "ann"), "get"));
        Map<String, Object> good = world.claims(world.keycloak);
        world.read(vault, TestIssuer.sign(world.key, JWSAlgorithm.PS256, good)).expect(404);
        world.read(vault, TestIssuer.sign(curve, JWSAlgorithm.ES256, good)).expect(404);
        world.read(vault, world.sign(good)).expect(401);
        // The one key that fits needn't be named; a chain of certificates is passed over.
        world.read(
                        vault,
                        TestIssuer.sign(
                                curve,
                                Map.of("alg", "ES256", "typ", "at+jwt", "x5c", List.of("AA==")),
                                good))
                .expect(404);
        world.read(
                        vault,
                        TestIssuer.sign(
                                curve, JWSAlgorithm.ES256, world.with("exp", world.now() - 1)))
                .expect(401);
    }

    @Test
    @Tag("security:S-06")
    void noProviderNamesWhomItDoesntHave() {
        world.provider(
                "shop",
                "\"issuers\":[\"%s\"],\"objectIds\":\"AsIssued\"".formatted(world.keycloak));
        String other = world.issuer.issuer("/realms/other", world.key);
        world.provider("other", "\"issuers\":[\"%s\"]".formatted(other));
        String theirs = world.derived("other", "bob");
        String own = world.stack.engine.deployment().administrator().value();
        String vault = world.vault("taken", world.policy(own, "get"), world.policy(theirs, "get"));
        world.read(vault, world.sign(world.claims(other, "bob"))).expect(404);

        // Of the built-in directory.
        ProviderWorld.refused(world.read(vault, world.sign(world.with("sub", own))), "AKV10000");
        ProviderWorld.refused(
                world.read(vault, world.sign(world.with("groups", List.of(own)))), "AKV10000");
        // Of another provider: an id of its kind is worked out anew.
        world.read(vault, world.sign(world.with("sub", theirs))).refused(403, "Forbidden");
        world.read(vault, world.sign(world.with("groups", List.of(theirs))))
                .refused(403, "Forbidden");
        // As a group, one isn't who one is as a user.
        assertThat(world.derived("other", "x")).isNotEqualTo(world.id("other", "group", "x"));
    }

    @Test
    @Tag("security:S-08")
    void whatEndsAProviderOrAPrincipalEndsTheTokensAtOnce() {
        world.provider("keycloak", "\"issuers\":[\"%s\"]".formatted(world.keycloak));
        String ann = world.derived("keycloak", "ann");
        String bob = world.derived("keycloak", "bob");
        String vault = world.vault("ends", world.policy(ann, "get"), world.policy(bob, "get"));
        String token = world.sign(world.claims(world.keycloak));
        String bobs = world.sign(world.claims(world.keycloak, "bob"));
        Runnable bothPass =
                () -> {
                    world.read(vault, token).expect(404);
                    world.read(vault, bobs).expect(404);
                };
        bothPass.run();
        world.change("{\"blockedObjectIds\":[\"" + ann + "\"]}");
        world.read(vault, token).expect(401);
        world.read(vault, bobs).expect(404);
        world.change("{\"blockedObjectIds\":[]}");
        bothPass.run();
        world.change("{\"enabled\":false}");
        world.read(vault, bobs).expect(401);
        world.change("{\"enabled\":true}");
        bothPass.run();
        world.change("{\"vaultAudiences\":[\"https://another.example\"]}");
        world.read(vault, bobs).expect(401);
        world.change("{\"vaultAudiences\":[\"" + VAULTS + "\"]}");
        bothPass.run();
        world.stack.clock.advance(Duration.ofMinutes(66));
        world.read(vault, token).expect(401);
        world.remove("keycloak");
        world.read(vault, world.sign(world.claims(world.keycloak))).expect(401);
    }
}
