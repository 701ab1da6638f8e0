package dev.keyward.cmdlet.vault;

import static dev.keyward.cmdlet.vault.PlainShell.ON;
import static dev.keyward.cmdlet.vault.PlainShell.member;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyward.cmdlet.PsObject;
import dev.keyward.testing.FakeClock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Keys of every type through the cmdlets and the vault below them.
class KeyCmdletsTest {
    @TempDir Path folder;

    private PlainShell shell;

    @BeforeEach
    void open() {
        shell = new PlainShell(folder, new FakeClock(Instant.parse("2026-11-24T12:00:00Z")));
        shell.run("Register-AzureRmResourceProvider", "ProviderNamespace", "Microsoft.KeyVault");
        shell.run("New-ResourceGroup", "Name", "RG", "Location", "local", "Force", ON);
        shell.run("New-Vault", "VaultName", "v01", "ResourceGroupName", "RG", "Location", "local");
    }

    @AfterEach
    void close() {
        shell.close();
    }

    private PsObject add(String name, Object... more) {
        Object[] arguments = new Object[more.length + 4];
        arguments[0] = "VaultName";
        arguments[1] = "v01";
        arguments[2] = "Name";
        arguments[3] = name;
        System.arraycopy(more, 0, arguments, 4, more.length);
        return shell.one("Add-Key", arguments);
    }

    @ParameterizedTest
    @CsvSource({
        "AKP,Algorithm,ML-DSA-65,ML-DSA",
        "AKP,Algorithm,ML-KEM-512,ML-KEM",
        "OKP,CurveName,Ed25519,Ed25519",
        "OKP,CurveName,X25519,X25519"
    })
    void aModernKeysPublicPartCanBeRead(String type, String parameter, String value, String jca)
            throws Exception {
        PsObject key = add("k", "Destination", "Software", "KeyType", type, parameter, value);
        assertThat(key.get("KeyType")).isEqualTo(type);
        Path pem = folder.resolve("public.pem");
        shell.run("Get-Key", "VaultName", "v01", "Name", "k", "OutFile", pem.toString());
        byte[] der =
                Base64.getMimeDecoder()
                        .decode(Files.readString(pem).replaceAll("-----[A-Z ]+-----", ""));
        assertThat(KeyFactory.getInstance(jca).generatePublic(new X509EncodedKeySpec(der)))
                .isNotNull();
    }

    @Test
    void aSymmetricKeyHasASizeAndNothingToShow() {
        PsObject key = add("aes", "Destination", "Software", "KeyType", "oct", "Size", 192);
        assertThat(key.get("KeyType")).isEqualTo("oct");
        assertThat(key.get("KeySize")).isEqualTo(192);
        assertThat(
                        shell.error(
                                "Get-Key",
                                "VaultName",
                                "v01",
                                "Name",
                                "aes",
                                "OutFile",
                                folder.resolve("none.pem").toString()))
                .contains("symmetric key has no public part");
    }

    @Test
    void contextGoesWithASignature() {
        add("pq", "Destination", "Software", "KeyType", "AKP", "Algorithm", "ML-DSA-44");
        byte[] message = "message".getBytes(StandardCharsets.UTF_8);
        byte[] context = {1};
        PsObject signed =
                shell.one(
                        "Invoke-KeyOperation",
                        "Operation",
                        "Sign",
                        "Algorithm",
                        "ML-DSA-44",
                        "VaultName",
                        "v01",
                        "Name",
                        "pq",
                        "ByteArrayValue",
                        message,
                        "Context",
                        context);
        byte[] signature = member(signed, "RawResult", byte[].class);
        assertThat(verified(message, signature, context)).isTrue();
        assertThat(verified(message, signature, new byte[0])).isFalse();
    }

    private boolean verified(byte[] message, byte[] signature, byte[] context) {
        return member(
                shell.one(
                        "Invoke-KeyOperation",
                        "Operation",
                        "Verify",
                        "Algorithm",
                        "ML-DSA-44",
                        "VaultName",
                        "v01",
                        "Name",
                        "pq",
                        "ByteArrayValue",
                        message,
                        "Signature",
                        signature,
                        "Context",
                        context),
                "IsValid",
                Boolean.class);
    }

    @Test
    void aKeyTravelsWrapped() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        var pair = generator.generateKeyPair();
        Path pem = folder.resolve("own.pem");
        Files.writeString(
                pem,
                "-----BEGIN PRIVATE KEY-----\n"
                        + Base64.getMimeEncoder(64, new byte[] {'\n'})
                                .encodeToString(pair.getPrivate().getEncoded())
                        + "\n-----END PRIVATE KEY-----\n");
        add("kek", "Destination", "Software", "KeyOps", new Object[] {"import"});
        Path byok = folder.resolve("own.byok");
        assertThat(
                        shell.run(
                                "New-KeyTransferFile",
                                "VaultName",
                                "v01",
                                "Name",
                                "kek",
                                "KeyFilePath",
                                pem.toString(),
                                "OutputFile",
                                byok.toString()))
                .containsExactly(byok.toString());
        assertThat(Files.readString(byok)).contains("CKM_RSA_AES_KEY_WRAP", "/keys/kek/");
        add("sent", "KeyFilePath", byok.toString());
        byte[] digest = new byte[32];
        PsObject signed =
                shell.one(
                        "Invoke-KeyOperation",
                        "Operation",
                        "Sign",
                        "Algorithm",
                        "RS256",
                        "VaultName",
                        "v01",
                        "Name",
                        "sent",
                        "ByteArrayValue",
                        digest);
        Signature verifier = Signature.getInstance("NONEwithRSA");
        verifier.initVerify(pair.getPublic());
        verifier.update(
                java.util.HexFormat.of().parseHex("3031300d060960864801650304020105000420"));
        verifier.update(digest);
        assertThat(verifier.verify(member(signed, "RawResult", byte[].class))).isTrue();
    }

    @Test
    void anOrdinaryKeyWrapsNoTransfer() {
        add("plain", "Destination", "Software");
        assertThat(
                        shell.error(
                                "New-KeyTransferFile",
                                "VaultName",
                                "v01",
                                "Name",
                                "plain",
                                "KeyFilePath",
                                "x.pem",
                                "OutputFile",
                                "x.byok"))
                .contains("isn't a key-exchange key");
    }

    @Test
    void hardwareKeysAreRefusedInTheServicesWords() {
        assertThat(shell.error("Add-Key", "VaultName", "v01", "Name", "hw", "Destination", "HSM"))
                .contains("Hardware key operation not allowed on standard vault");
    }
}
