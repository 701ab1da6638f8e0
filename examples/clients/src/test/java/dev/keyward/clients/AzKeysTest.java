package dev.keyward.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `az keyvault key`: every command, against `serve --dev` with its environment file sourced. What
/// the vault's keys do is checked with openssl.
final class AzKeysTest {
    private static final String VAULT = " --vault-name dev ";
    private static final String TEXT = "what is signed";

    @TempDir private static Path folder;

    private static DevServer server;
    private static Az az;

    @BeforeAll
    static void start() throws Exception {
        Az.assumeInstalled();
        server = DevServer.start();
        az = Az.sourced(server, folder);
        az.done("keyvault update -n dev --set properties.sku.name=premium");
        Files.writeString(folder.resolve("text"), TEXT);
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void anRsaKeyIsMadeChangedRotatedAndDownloaded() throws Exception {
        JsonNode made =
                az.json(
                        "keyvault key create -n rsa --kty RSA --size 2048 --ops sign verify encrypt"
                                + " decrypt --tags team=red --expires 2040-01-01"
                                + VAULT);
        assertThat(made.path("key").path("kty").asText()).isEqualTo("RSA");
        assertThat(made.path("key").path("keyOps")).hasSize(4);
        assertThat(made.path("attributes").path("recoveryLevel").asText())
                .isEqualTo("Recoverable+Purgeable");
        assertThat(made.path("tags").path("team").asText()).isEqualTo("red");
        String first = made.path("key").path("kid").asText();

        az.done("keyvault key set-attributes -n rsa --enabled false" + VAULT);
        assertThat(az.refused("keyvault key sign -n rsa -a RS256" + VAULT + "--digest", digest()))
                .contains("(Forbidden)", "KeyDisabled");
        az.done("keyvault key set-attributes -n rsa --enabled true --tags a=b" + VAULT);
        String second = az.text("key.kid", "keyvault key rotate -n rsa" + VAULT);
        assertThat(second).isNotEqualTo(first).startsWith(first.substring(0, first.length() - 32));
        assertThat(az.json("keyvault key list-versions -n rsa" + VAULT)).hasSize(2);
        assertThat(az.text("key.kid", "keyvault key show --id " + first)).isEqualTo(first);
        assertThat(az.text("tags.a", "keyvault key show -n rsa" + VAULT)).isEqualTo("b");

        download("rsa", "rsa.pem", "PEM");
        sign("rsa", "PS256");
        Openssl.done(
                folder,
                "dgst -sha256 -sigopt rsa_padding_mode:pss -sigopt rsa_pss_saltlen:32"
                        + " -verify rsa.pem -signature signature text");
        Openssl.done(
                folder,
                "pkeyutl -encrypt -pubin -inkey rsa.pem -pkeyopt rsa_padding_mode:oaep"
                        + " -pkeyopt rsa_oaep_md:sha256 -in text -out sealed");
        String sealed = base64(Files.readAllBytes(folder.resolve("sealed")));
        assertThat(
                        az.text(
                                "result",
                                "keyvault key decrypt -n rsa -a RSA-OAEP-256 --data-type plaintext"
                                        + VAULT
                                        + "--value",
                                sealed))
                .isEqualTo(TEXT);
        JsonNode encrypted =
                az.json(
                        "keyvault key encrypt -n rsa -a RSA-OAEP" + VAULT + "--value",
                        base64("short".getBytes(StandardCharsets.UTF_8)));
        assertThat(
                        az.text(
                                "result",
                                "keyvault key decrypt -n rsa -a RSA-OAEP" + VAULT + "--value",
                                encrypted.path("result").asText()))
                .isEqualTo(base64("short".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void ecKeysSign() throws Exception {
        for (String curve : new String[] {"P-256", "P-384", "P-521", "P-256K"}) {
            JsonNode made =
                    az.json("keyvault key create -n ec-" + curve + " --curve " + curve + VAULT);
            assertThat(made.path("key").path("crv").asText()).isEqualTo(curve);
        }
        download("ec-P-256", "ec.der", "DER");
        JsonNode signed = sign("ec-P-256", "ES256");
        String signature = signed.path("signature").asText();
        String verify = "keyvault key verify -n ec-P-256 -a ES256" + VAULT + "--digest";
        assertThat(az.text("isValid", verify, digest(), "--signature", signature))
                .isEqualTo("true");
        String other = base64(new byte[32]);
        assertThat(az.text("isValid", verify, other, "--signature", signature)).isEqualTo("false");
        Files.write(
                folder.resolve("signature.der"),
                Openssl.der(Base64.getDecoder().decode(signature)));
        Openssl.done(
                folder, "dgst -sha256 -keyform DER -verify ec.der -signature signature.der text");
        assertThat(az.refused("keyvault key sign -n ec-P-256 -a ES256" + VAULT + "--digest aGk="))
                .contains("(BadParameter)", "ES256 requires 32 bytes");
    }

    /// With GCM alone: for CBC az's library makes up a key of its own and never asks the vault
    /// (known-client-quirks.md, section 7).
    @Test
    void anOctKeyEncryptsWithAes() throws Exception {
        az.done("keyvault key create -n aes --kty oct --size 256" + VAULT);
        String value = base64(TEXT.getBytes(StandardCharsets.UTF_8));
        JsonNode sealed =
                az.json(
                        "keyvault key encrypt -n aes -a A256GCM --aad 0a0b" + VAULT + "--value",
                        value);
        String opening =
                "keyvault key decrypt -n aes -a A256GCM"
                        + VAULT
                        + "--iv "
                        + sealed.path("iv").asText()
                        + " --tag "
                        + sealed.path("tag").asText()
                        + " --value "
                        + sealed.path("result").asText()
                        + " --aad ";
        assertThat(az.text("result", opening + "0a0b")).isEqualTo(value);
        assertThat(az.refused(opening + "0a0c")).contains("(BadParameter)");
        assertThat(
                        Base64.getDecoder()
                                .decode(
                                        az.text(
                                                "value",
                                                "keyvault key random --count 24 --id "
                                                        + server.get("AZURE_KEYVAULT_URL"))))
                .hasSize(24);
    }

    @Test
    void aRotationPolicyIsKept() throws Exception {
        az.done("keyvault key create -n turning --kty EC" + VAULT);
        String policy =
                """
                {"lifetimeActions": [
                   {"trigger": {"timeAfterCreate": "P18M"}, "action": {"type": "Rotate"}},
                   {"trigger": {"timeBeforeExpiry": "P30D"}, "action": {"type": "Notify"}}],
                 "attributes": {"expiryTime": "P2Y"}}
                """;
        az.done("keyvault key rotation-policy update -n turning" + VAULT + "--value", policy);
        JsonNode shown = az.json("keyvault key rotation-policy show -n turning" + VAULT);
        assertThat(shown.path("expiresIn").asText()).isEqualTo("P2Y");
        assertThat(shown.path("lifetimeActions")).hasSize(2);
        assertThat(shown.path("lifetimeActions").path(0).path("timeAfterCreate").asText())
                .isEqualTo("P18M");
    }

    @Test
    void aDeletedKeyIsRecoveredPurgedAndRestored() throws Exception {
        String kid = az.text("key.kid", "keyvault key create -n gone --kty EC" + VAULT);
        String backup = folder.resolve("gone.backup").toString();
        az.done("keyvault key backup -n gone" + VAULT + "-f", backup);
        JsonNode deleted = az.json("keyvault key delete -n gone" + VAULT);
        assertThat(deleted.path("recoveryId").asText()).endsWith("/deletedkeys/gone");
        assertThat(az.refused("keyvault key show -n gone" + VAULT)).contains("(KeyNotFound)");
        assertThat(AzSecretsTest.names(az.json("keyvault key list-deleted" + VAULT)))
                .contains("gone");
        assertThat(az.text("scheduledPurgeDate", "keyvault key show-deleted -n gone" + VAULT))
                .isEqualTo(deleted.path("scheduledPurgeDate").asText());
        assertThat(az.text("key.kid", "keyvault key recover -n gone" + VAULT)).isEqualTo(kid);
        az.done("keyvault key delete -n gone" + VAULT);
        az.done("keyvault key purge --id " + deleted.path("recoveryId").asText());
        assertThat(az.refused("keyvault key show-deleted -n gone" + VAULT))
                .contains("(KeyNotFound)");
        assertThat(az.text("key.kid", "keyvault key restore" + VAULT + "-f", backup))
                .isEqualTo(kid);
        assertThat(AzSecretsTest.names(az.json("keyvault key list" + VAULT))).contains("gone");
    }

    /// A policy of release, and what only hardware can do.
    @Test
    void exportableKeysAndHardware() throws Exception {
        Path template = folder.resolve("release.json");
        Files.writeString(template, az.done("keyvault key get-policy-template"));
        Files.writeString(
                template, Files.readString(template).replace("<issuer>", "https://attest.example"));
        JsonNode made =
                az.json(
                        "keyvault key create -n leaving --kty EC --exportable true --policy "
                                + template
                                + VAULT);
        assertThat(made.path("releasePolicy").path("encodedPolicy").asText()).isNotEmpty();
        assertThat(made.path("attributes").path("exportable").asBoolean()).isTrue();
        String change =
                "keyvault key set-attributes -n leaving --immutable true --policy "
                        + template
                        + VAULT;
        assertThat(az.text("releasePolicy.immutable", change)).isEqualTo("true");
        Files.writeString(
                template, Files.readString(template).replace("attest.example", "other.example"));
        assertThat(az.refused(change)).contains("AKV.SKR.1020");
        assertThat(
                        az.refused(
                                "keyvault key get-attestation --name leaving --id "
                                        + made.path("key").path("kid").asText()))
                .contains("Key attestation is only available for keys in a hardware security");
        assertThat(az.refused("keyvault key create -n hard --protection hsm" + VAULT))
                .contains("no hardware security module is set up");
        assertThat(az.refused("keyvault key create -n cvm --default-cvm-policy" + VAULT))
                .contains("There is nothing at this address");
    }

    private static JsonNode sign(String key, String algorithm) throws Exception {
        JsonNode signed =
                az.json(
                        "keyvault key sign -n " + key + " -a " + algorithm + VAULT + "--digest",
                        digest());
        Files.write(
                folder.resolve("signature"),
                Base64.getDecoder().decode(signed.path("signature").asText()));
        return signed;
    }

    private static void download(String key, String file, String encoding) throws Exception {
        az.done(
                "keyvault key download -n " + key + VAULT + "-e " + encoding + " -f",
                folder.resolve(file).toString());
    }

    private static String digest() throws Exception {
        return base64(
                MessageDigest.getInstance("SHA-256").digest(TEXT.getBytes(StandardCharsets.UTF_8)));
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
