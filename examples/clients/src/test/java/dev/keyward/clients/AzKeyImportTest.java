package dev.keyward.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `az keyvault key import` of keys that openssl made, whose public halves openssl then gets back
/// from the vault.
final class AzKeyImportTest {
    private static final String VAULT = " --vault-name dev ";

    @TempDir private static Path folder;

    private static DevServer server;
    private static Az az;

    @BeforeAll
    static void start() throws Exception {
        Az.assumeInstalled();
        server = DevServer.start();
        az = Az.sourced(server, folder);
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void anRsaKeyComesFromAnEncryptedFile() throws Exception {
        Openssl.done(folder, "genrsa -aes256 -passout pass:secret -out rsa.pem 2048");
        az.done(
                "keyvault key import -n rsa --pem-password secret" + VAULT + "--pem-file",
                folder.resolve("rsa.pem").toString());
        Openssl.done(folder, "rsa -in rsa.pem -passin pass:secret -pubout -out own.pem");
        isInTheVault("rsa");
        byte[] digest =
                MessageDigest.getInstance("SHA-256")
                        .digest("text".getBytes(StandardCharsets.UTF_8));
        String signature =
                az.text(
                        "signature",
                        "keyvault key sign -n rsa -a RS256" + VAULT + "--digest",
                        Base64.getEncoder().encodeToString(digest));
        Files.writeString(folder.resolve("text"), "text");
        Files.write(folder.resolve("signature"), Base64.getDecoder().decode(signature));
        Openssl.done(folder, "dgst -sha256 -verify own.pem -signature signature text");
    }

    /// az drops the leading zeros of numbers; most keys of P-521 have some.
    @Test
    void keysOfEveryCurveComeFromStrings() throws Exception {
        Map<String, String> curves =
                Map.of(
                        "P-256", "prime256v1",
                        "P-384", "secp384r1",
                        "P-521", "secp521r1",
                        "P-256K", "secp256k1");
        for (Map.Entry<String, String> curve : curves.entrySet()) {
            String name = "ec-" + curve.getKey();
            Openssl.done(folder, "ecparam -genkey -noout -out ec.pem -name " + curve.getValue());
            assertThat(
                            az.text(
                                    "key.crv",
                                    "keyvault key import -n " + name + VAULT + "--pem-string",
                                    Files.readString(folder.resolve("ec.pem"))))
                    .isEqualTo(curve.getKey());
            Openssl.done(folder, "ec -in ec.pem -pubout -out own.pem");
            isInTheVault(name);
        }
    }

    /// az says of every `.byok` file that its key belongs into a hardware module, and there is
    /// none; the shell takes the same file for a key of software.
    @Test
    void aKeyForHardwareIsRefusedWhereThereIsNone() throws Exception {
        az.done("keyvault key create -n exchange --kty RSA --ops import" + VAULT);
        Openssl.done(folder, "genrsa -out sent.pem 2048");
        Commands wrapped =
                Shell.remote(folder, server)
                        .command(
                                Shell.SIGN_IN
                                        + "New-KeyTransferFile dev exchange -KeyFilePath sent.pem"
                                        + " -OutputFile sent.byok | Out-Null\n"
                                        + "Add-Key dev sent -KeyFilePath sent.byok | Out-Null\n");
        assertThat(wrapped.error()).isEmpty();
        Openssl.done(folder, "rsa -in sent.pem -pubout -out own.pem");
        isInTheVault("sent");
        String file = folder.resolve("sent.byok").toString();
        assertThat(az.refused("keyvault key import -n hard" + VAULT + "--byok-file", file))
                .contains("(BadParameter) Hardware key operation not allowed");
    }

    private static void isInTheVault(String key) throws Exception {
        Path file = folder.resolve(key + ".public.pem");
        az.done("keyvault key download -n " + key + VAULT + "-f", file.toString());
        assertThat(Files.readString(file)).isEqualTo(Files.readString(folder.resolve("own.pem")));
    }
}
