package dev.keyward.api.arm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyward.api.EngineConfig;
import dev.keyward.api.ForeignAuthority;
import dev.keyward.crypto.certificates.X509Authorities;
import dev.keyward.model.VaultName;
import dev.keyward.outside.OutsideRules;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The certificate authority of a vault, and certificates that wait for a merge, on their way from
/// one development server to another.
class AuthorityTransferTest {
    private static final String DEV = "dev.vault.local.keyward.localhost:8443";
    private static final String PASSPHRASE = "correct horse battery";
    private static final String PUBLISHED = "/certificate-authority/";

    @TempDir Path folder;

    private Stack start(String home) throws IOException {
        return new Stack(
                folder.resolve(home),
                new VaultName("dev"),
                EngineConfig.Profile.DEV,
                // Nobody listens there: an order with it stays under way.
                new OutsideRules(Set.of("localhost:1"), List.of(), Map.of(), List.of()));
    }

    private static Stack.Answer ask(Stack stack, String action, String body) {
        return stack.call(
                "POST",
                Stack.MANAGEMENT,
                "/subscriptions/"
                        + stack.subscription
                        + "/providers/Keyward.Development/vaults/dev/"
                        + action
                        + "?api-version=2026-11-01",
                stack.managementToken(),
                body);
    }

    private static String exported(Stack stack) {
        return ask(stack, "export", "{\"passphrase\":\"" + PASSPHRASE + "\"}")
                .expect(200)
                .text("/value/0");
    }

    private static Stack.Answer brought(Stack stack, String passphrase, String value) {
        return ask(
                stack,
                "import",
                "{\"passphrase\":\"" + passphrase + "\",\"value\":[\"" + value + "\"]}");
    }

    private static Stack.Answer data(
            Stack stack, String method, String path, @Nullable String body) {
        return stack.call(
                method, DEV, path + "?api-version=7.4", stack.token(Stack.VAULT_RESOURCE), body);
    }

    private static void issuer(Stack stack, String name, String provider, String organization) {
        data(
                        stack,
                        "PUT",
                        "/certificates/issuers/" + name,
                        "{\"provider\":\""
                                + provider
                                + "\",\"org_details\":{\"id\":\""
                                + organization
                                + "\"}}")
                .expect(200);
    }

    private static Stack.Answer begun(Stack stack, String name, String issuer) {
        return data(
                        stack,
                        "POST",
                        "/certificates/" + name + "/create",
                        """
                        {"policy":{"issuer":{"name":"%s"},"key_props":{"kty":"EC","crv":"P-256"},
                         "x509_props":{"subject":"CN=www.example.org"}}}
                        """
                                .formatted(issuer))
                .expect(202);
    }

    private static X509Certificate issued(Stack stack, String name) throws Exception {
        begun(stack, name, "ours");
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!pending(stack, name).expect(200).text("/status").equals("completed")) {
            assertThat(System.nanoTime()).as("issued in time").isLessThan(end);
            Thread.sleep(20);
        }
        return certificate(
                Base64.getDecoder()
                        .decode(data(stack, "GET", "/certificates/" + name, null).text("/cer")));
    }

    private static Stack.Answer pending(Stack stack, String name) {
        return data(stack, "GET", "/certificates/" + name + "/pending", null);
    }

    private static X509Certificate certificate(byte[] der) throws Exception {
        return (X509Certificate)
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(der));
    }

    private static X509Certificate authority(Stack stack, String name) throws Exception {
        return certificate(stack.published(DEV, PUBLISHED + name + ".cer").body());
    }

    /// Checked against the intermediate that signed it.
    private static X509CRL list(Stack stack) throws Exception {
        X509CRL list =
                (X509CRL)
                        CertificateFactory.getInstance("X.509")
                                .generateCRL(
                                        new ByteArrayInputStream(
                                                stack.published(
                                                                DEV,
                                                                PUBLISHED + "intermediate-1.crl")
                                                        .body()));
        list.verify(authority(stack, "intermediate-1").getPublicKey());
        return list;
    }

    private static BigInteger number(X509CRL list) throws IOException {
        return ASN1Integer.getInstance(
                        ASN1OctetString.getInstance(list.getExtensionValue("2.5.29.20"))
                                .getOctets())
                .getValue();
    }

    private static void revoke(Stack stack, X509Certificate certificate) throws Exception {
        data(
                        stack,
                        "POST",
                        PUBLISHED + "revoke",
                        "{\"serialNumber\":\""
                                + X509Authorities.serial(certificate.getEncoded())
                                + "\"}")
                .expect(200);
    }

    @Test
    void theAuthorityGoesOnInTheOtherServer() throws Exception {
        try (Stack one = start("one");
                Stack two = start("two")) {
            issuer(one, "ours", "Keyward", "www.example.org");
            X509Certificate kept = issued(one, "kept");
            X509Certificate revoked = issued(one, "revoked");
            revoke(one, revoked);
            X509CRL before = list(one);
            assertThat(two.published(DEV, PUBLISHED + "root-1.cer").status()).isEqualTo(404);
            two.clock.advance(Duration.ofDays(1));
            String value = exported(one);

            brought(two, "another passphrase", value).refused(400, "BadRequest");
            assertThat(two.published(DEV, PUBLISHED + "root-1.cer").status()).isEqualTo(404);
            Stack.Answer counts = brought(two, PASSPHRASE, value).expect(200);

            assertThat(counts.json().path("authorities").asInt()).isEqualTo(2);
            assertThat(authority(two, "root-1")).isEqualTo(authority(one, "root-1"));
            kept.verify(authority(two, "intermediate-1").getPublicKey());
            authority(two, "intermediate-1").verify(authority(two, "root-1").getPublicKey());
            X509CRL after = list(two);
            assertThat(after.isRevoked(revoked)).isTrue();
            assertThat(after.isRevoked(kept)).isFalse();
            assertThat(number(after)).isGreaterThan(number(before));

            revoke(two, kept);
            assertThat(list(two).isRevoked(kept)).isTrue();
            X509Certificate next = issued(two, "next");
            next.verify(authority(one, "intermediate-1").getPublicKey());
            assertThat(two.published(DEV, PUBLISHED + "root-2.cer").status()).isEqualTo(404);
        }
    }

    @Test
    void aVaultWithAnAuthorityKeepsItsOwnAndTakesNoOther() throws Exception {
        try (Stack one = start("one");
                Stack two = start("two")) {
            issuer(one, "ours", "Keyward", "www.example.org");
            issued(one, "web");
            String value = exported(one);
            two.clock.advance(Duration.ofDays(1));
            issuer(two, "own", "Keyward", "www.example.org");
            issuer(two, "ours", "Keyward", "www.example.org");
            issued(two, "mine");
            data(two, "DELETE", "/certificates/issuers/ours", null).expect(200);
            X509Certificate root = authority(two, "root-1");

            Stack.Answer refused = brought(two, PASSPHRASE, value).refused(409, "Conflict");

            assertThat(refused.text("/error/message")).contains("certificate authority of its own");
            assertThat(authority(two, "root-1")).isEqualTo(root);
            data(two, "GET", "/certificates/web", null).expect(404);
        }
    }

    @Test
    void contentsWithoutAnAuthorityGoIntoAVaultThatHasOne() throws Exception {
        try (Stack one = start("one");
                Stack two = start("two")) {
            data(one, "PUT", "/secrets/db", "{\"value\":\"v\"}").expect(200);
            issuer(two, "ours", "Keyward", "www.example.org");
            issued(two, "mine");

            JsonNode counts = brought(two, PASSPHRASE, exported(one)).expect(200).json();

            assertThat(counts.path("authorities").asInt()).isZero();
            data(two, "GET", "/secrets/db", null).expect(200);
        }
    }

    @Test
    void whatWaitsForAMergeGoesAlongAndAnOrderUnderWayStays() throws Exception {
        try (Stack one = start("one");
                Stack two = start("two")) {
            String request = begun(one, "web", "Unknown").text("/csr");
            issuer(one, "acme", "ACME", "https://localhost:1/dir");
            begun(one, "ordered", "acme");

            JsonNode counts = brought(two, PASSPHRASE, exported(one)).expect(200).json();

            assertThat(counts.path("operations").asInt()).isOne();
            assertThat(pending(two, "web").expect(200).json())
                    .isEqualTo(pending(one, "web").json());
            String leaf =
                    new ForeignAuthority()
                            .signed(
                                    "CN=www.example.org",
                                    new JcaPKCS10CertificationRequest(
                                                    Base64.getDecoder().decode(request))
                                            .getPublicKey(),
                                    two.clock.instant());
            assertThat(
                            data(
                                            two,
                                            "POST",
                                            "/certificates/web/pending/merge",
                                            "{\"x5c\":[\"" + leaf + "\"]}")
                                    .expect(201)
                                    .text("/cer"))
                    .isEqualTo(leaf);
            data(two, "GET", "/secrets/web", null).expect(200);
            assertThat(pending(one, "ordered").expect(200).text("/status")).isEqualTo("inProgress");
            pending(two, "ordered").refused(404, "PendingCertificateNotFound");
        }
    }
}
