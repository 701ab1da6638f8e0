package dev.keyward.clients;

import static dev.keyward.clients.CertificateChecks.matches;
import static dev.keyward.clients.CertificateChecks.x509;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.azure.keyvault.KeyVaultClient;
import com.microsoft.azure.keyvault.models.CertificateAttributes;
import com.microsoft.azure.keyvault.models.CertificateBundle;
import com.microsoft.azure.keyvault.models.CertificateIssuerItem;
import com.microsoft.azure.keyvault.models.CertificateItem;
import com.microsoft.azure.keyvault.models.CertificatePolicy;
import com.microsoft.azure.keyvault.models.Contact;
import com.microsoft.azure.keyvault.models.Contacts;
import com.microsoft.azure.keyvault.models.DeletedCertificateItem;
import com.microsoft.azure.keyvault.models.DeletedKeyItem;
import com.microsoft.azure.keyvault.models.DeletedSecretItem;
import com.microsoft.azure.keyvault.models.IssuerCredentials;
import com.microsoft.azure.keyvault.models.IssuerParameters;
import com.microsoft.azure.keyvault.models.JsonWebKeyCurveName;
import com.microsoft.azure.keyvault.models.KeyBundle;
import com.microsoft.azure.keyvault.models.KeyItem;
import com.microsoft.azure.keyvault.models.KeyProperties;
import com.microsoft.azure.keyvault.models.KeyVaultErrorException;
import com.microsoft.azure.keyvault.models.SecretBundle;
import com.microsoft.azure.keyvault.models.SecretItem;
import com.microsoft.azure.keyvault.models.SecretProperties;
import com.microsoft.azure.keyvault.models.X509CertificateProperties;
import com.microsoft.azure.keyvault.requests.CreateCertificateRequest;
import com.microsoft.azure.keyvault.requests.CreateKeyRequest;
import com.microsoft.azure.keyvault.requests.ImportCertificateRequest;
import com.microsoft.azure.keyvault.requests.ImportKeyRequest;
import com.microsoft.azure.keyvault.requests.MergeCertificateRequest;
import com.microsoft.azure.keyvault.requests.SetCertificateIssuerRequest;
import com.microsoft.azure.keyvault.requests.SetSecretRequest;
import com.microsoft.azure.keyvault.requests.UpdateCertificateIssuerRequest;
import com.microsoft.azure.keyvault.requests.UpdateCertificateOperationRequest;
import com.microsoft.azure.keyvault.requests.UpdateCertificatePolicyRequest;
import com.microsoft.azure.keyvault.requests.UpdateCertificateRequest;
import com.microsoft.azure.keyvault.requests.UpdateKeyRequest;
import com.microsoft.azure.keyvault.requests.UpdateSecretRequest;
import com.microsoft.azure.keyvault.webkey.JsonWebKey;
import com.microsoft.azure.keyvault.webkey.JsonWebKeyEncryptionAlgorithm;
import com.microsoft.azure.keyvault.webkey.JsonWebKeyOperation;
import com.microsoft.azure.keyvault.webkey.JsonWebKeySignatureAlgorithm;
import com.microsoft.azure.keyvault.webkey.JsonWebKeyType;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.crypto.Cipher;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Every data-plane operation of the SDK for Java before the present one, unmodified, under its
/// api-version 7.0. It gives null for what isn't found, instead of an error. Results are checked
/// with the JDK's own cryptography and openssl.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AzureJavaTrack1Test {
    private static final byte[] TEXT = "what is signed".getBytes(StandardCharsets.UTF_8);

    private final DevServer server;
    private final KeyVaultClient client;
    private final String vault;

    AzureJavaTrack1Test() throws Exception {
        server = DevServer.start();
        client = Track1.client(server);
        vault = server.get("AZURE_KEYVAULT_URL");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void aSecretLivesItsLife() {
        SecretBundle first =
                client.setSecret(
                        new SetSecretRequest.Builder(vault, "t1-db", "one")
                                .withContentType("text/plain")
                                .withTags(Map.of("owner", "shop"))
                                .build());
        SecretBundle second =
                client.setSecret(new SetSecretRequest.Builder(vault, "t1-db", "two").build());
        assertThat(client.getSecret(vault, "t1-db").value()).isEqualTo("two");
        assertThat(client.getSecret(first.id()).value()).isEqualTo("one");
        assertThat(client.getSecret(first.id()).tags()).containsEntry("owner", "shop");
        assertThat(client.listSecretVersions(vault, "t1-db").stream().map(SecretItem::id))
                .containsExactlyInAnyOrder(first.id(), second.id());
        client.updateSecret(
                new UpdateSecretRequest.Builder(second.id())
                        .withAttributes(second.attributes().withEnabled(false))
                        .build());
        assertThatThrownBy(() -> client.getSecret(vault, "t1-db"))
                .isInstanceOfSatisfying(
                        KeyVaultErrorException.class,
                        refused -> {
                            assertThat(refused.response().code()).isEqualTo(403);
                            assertThat(refused.body().error().code()).isEqualTo("Forbidden");
                            assertThat(refused.body().error().innerError().code())
                                    .isEqualTo("SecretDisabled");
                        });
        client.updateSecret(
                new UpdateSecretRequest.Builder(second.id())
                        .withAttributes(second.attributes().withEnabled(true))
                        .build());
        byte[] backup = client.backupSecret(vault, "t1-db").value();
        assertThat(client.deleteSecret(vault, "t1-db").recoveryId())
                .isEqualTo(vault + "/deletedsecrets/t1-db");
        assertThat(client.getSecret(vault, "t1-db")).isNull();
        assertThat(client.getDeletedSecrets(vault).stream().map(DeletedSecretItem::id))
                .contains(vault + "/secrets/t1-db");
        client.recoverDeletedSecret(vault, "t1-db");
        assertThat(client.listSecrets(vault).stream().map(SecretItem::id))
                .contains(vault + "/secrets/t1-db");
        client.deleteSecret(vault, "t1-db");
        assertThat(client.getDeletedSecret(vault, "t1-db").scheduledPurgeDate()).isNotNull();
        fails(409, "Conflict", () -> client.restoreSecret(vault, backup));
        client.purgeDeletedSecret(vault, "t1-db");
        client.restoreSecret(vault, backup);
        assertThat(client.getSecret(first.id()).value()).isEqualTo("one");
    }

    @Test
    void anRsaKeyDoesWhatItIsFor() throws Exception {
        KeyBundle made =
                client.createKey(
                        new CreateKeyRequest.Builder(vault, "t1-rsa", JsonWebKeyType.RSA)
                                .withKeySize(2048)
                                .withTags(Map.of("owner", "shop"))
                                .build());
        String kid = made.key().kid();
        KeyPair publicOnly = made.key().toRSA();
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(TEXT);

        byte[] signature = client.sign(kid, JsonWebKeySignatureAlgorithm.RS256, digest).result();
        Signature verifier = Signature.getInstance("SHA256withRSA");
        verifier.initVerify(publicOnly.getPublic());
        verifier.update(TEXT);
        assertThat(verifier.verify(signature)).isTrue();
        assertThat(
                        client.verify(kid, JsonWebKeySignatureAlgorithm.RS256, digest, signature)
                                .value())
                .isTrue();

        Cipher outside = Cipher.getInstance("RSA/ECB/OAEPWithSHA-1AndMGF1Padding");
        outside.init(Cipher.ENCRYPT_MODE, publicOnly.getPublic());
        assertThat(
                        client.decrypt(
                                        kid,
                                        JsonWebKeyEncryptionAlgorithm.RSA_OAEP,
                                        outside.doFinal(TEXT))
                                .result())
                .isEqualTo(TEXT);
        byte[] encrypted =
                client.encrypt(kid, JsonWebKeyEncryptionAlgorithm.RSA_OAEP_256, TEXT).result();
        assertThat(
                        client.decrypt(kid, JsonWebKeyEncryptionAlgorithm.RSA_OAEP_256, encrypted)
                                .result())
                .isEqualTo(TEXT);
        byte[] wrapped = client.wrapKey(kid, JsonWebKeyEncryptionAlgorithm.RSA1_5, digest).result();
        assertThat(client.unwrapKey(kid, JsonWebKeyEncryptionAlgorithm.RSA1_5, wrapped).result())
                .isEqualTo(digest);

        fails(
                400,
                "BadParameter",
                () -> client.sign(kid, JsonWebKeySignatureAlgorithm.RS512, digest));
        client.updateKey(
                new UpdateKeyRequest.Builder(kid)
                        .withKeyOperations(List.of(JsonWebKeyOperation.VERIFY))
                        .build());
        fails(403, "Forbidden", () -> client.sign(kid, JsonWebKeySignatureAlgorithm.RS256, digest));
        assertThat(client.getKey(kid).tags()).containsEntry("owner", "shop");
    }

    @Test
    void anImportedKeyLivesItsLife() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        KeyPair own = generator.generateKeyPair();
        KeyBundle brought =
                client.importKey(
                        new ImportKeyRequest.Builder(vault, "t1-own", JsonWebKey.fromRSA(own))
                                .build());
        Cipher outside = Cipher.getInstance("RSA/ECB/PKCS1Padding");
        outside.init(Cipher.ENCRYPT_MODE, own.getPublic());
        assertThat(
                        client.decrypt(
                                        brought.key().kid(),
                                        JsonWebKeyEncryptionAlgorithm.RSA1_5,
                                        outside.doFinal(TEXT))
                                .result())
                .isEqualTo(TEXT);
        KeyBundle curve =
                client.createKey(
                        new CreateKeyRequest.Builder(vault, "t1-own", JsonWebKeyType.EC)
                                .withCurve(JsonWebKeyCurveName.P_256)
                                .build());
        assertThat(client.listKeyVersions(vault, "t1-own").stream().map(KeyItem::kid))
                .containsExactlyInAnyOrder(brought.key().kid(), curve.key().kid());
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(TEXT);
        Signature verifier = Signature.getInstance("SHA256withECDSAinP1363Format");
        verifier.initVerify(curve.key().toEC().getPublic());
        verifier.update(TEXT);
        assertThat(
                        verifier.verify(
                                client.sign(
                                                curve.key().kid(),
                                                JsonWebKeySignatureAlgorithm.ES256,
                                                digest)
                                        .result()))
                .isTrue();

        byte[] backup = client.backupKey(vault, "t1-own").value();
        client.deleteKey(vault, "t1-own");
        assertThat(client.getDeletedKeys(vault).stream().map(DeletedKeyItem::kid))
                .contains(vault + "/keys/t1-own");
        client.recoverDeletedKey(vault, "t1-own");
        assertThat(client.listKeys(vault).stream().map(KeyItem::kid))
                .contains(vault + "/keys/t1-own");
        client.deleteKey(vault, "t1-own");
        assertThat(client.getDeletedKey(vault, "t1-own").deletedDate()).isNotNull();
        client.purgeDeletedKey(vault, "t1-own");
        assertThat(client.getKey(vault, "t1-own")).isNull();
        client.restoreKey(vault, backup);
        assertThat(client.getKey(brought.key().kid()).key().n()).isEqualTo(brought.key().n());
    }

    @Test
    void aCertificateLivesItsLife() throws Exception {
        String name = "t1-site";
        client.createCertificate(
                new CreateCertificateRequest.Builder(vault, name)
                        .withPolicy(policy("Self", "CN=t1.example"))
                        .withTags(Map.of("owner", "shop"))
                        .build());
        assertThat(done(name)).isEqualTo("completed");
        CertificateBundle made = client.getCertificate(vault, name);
        X509Certificate certificate = x509(made.cer());
        assertThat(certificate.getSubjectX500Principal().getName()).isEqualTo("CN=t1.example");
        KeyStore secret = KeyStore.getInstance("PKCS12");
        secret.load(
                new ByteArrayInputStream(
                        Base64.getDecoder()
                                .decode(
                                        client.getSecret(made.secretIdentifier().identifier())
                                                .value())),
                new char[0]);
        String alias = secret.aliases().nextElement();
        matches((PrivateKey) secret.getKey(alias, new char[0]), certificate.getPublicKey());

        CertificateBundle copy =
                client.importCertificate(
                        new ImportCertificateRequest.Builder(
                                        vault,
                                        "t1-copy",
                                        client.getSecret(made.secretIdentifier().identifier())
                                                .value())
                                .build());
        assertThat(copy.x509Thumbprint()).isEqualTo(made.x509Thumbprint());

        client.updateCertificate(
                new UpdateCertificateRequest.Builder(vault, name)
                        .withAttributes((CertificateAttributes) made.attributes().withEnabled(true))
                        .withTags(Map.of("owner", "office"))
                        .build());
        client.updateCertificatePolicy(
                new UpdateCertificatePolicyRequest.Builder(vault, name)
                        .withPolicy(policy("Self", "CN=t1-new.example"))
                        .build());
        assertThat(client.getCertificatePolicy(vault, name).x509CertificateProperties().subject())
                .isEqualTo("CN=t1-new.example");
        assertThat(client.listCertificateVersions(vault, name).stream().map(CertificateItem::tags))
                .containsExactly(Map.of("owner", "office"));

        byte[] backup = client.backupCertificate(vault, name).value();
        client.deleteCertificate(vault, name);
        assertThat(client.getDeletedCertificates(vault).stream().map(DeletedCertificateItem::id))
                .contains(vault + "/certificates/" + name);
        client.recoverDeletedCertificate(vault, name);
        assertThat(client.listCertificates(vault).stream().map(CertificateItem::id))
                .contains(vault + "/certificates/" + name);
        client.deleteCertificate(vault, name);
        assertThat(client.getDeletedCertificate(vault, name).recoveryId()).isNotNull();
        client.purgeDeletedCertificate(vault, name);
        assertThat(client.restoreCertificate(vault, backup).cer()).isEqualTo(made.cer());
    }

    @Test
    void aRequestIsSignedElsewhereAndMerged(@TempDir Path folder) throws Exception {
        client.createCertificate(
                new CreateCertificateRequest.Builder(vault, "t1-outside")
                        .withPolicy(policy("Unknown", "CN=t1-outside.example"))
                        .build());
        Files.write(
                folder.resolve("request.der"),
                Base64.getDecoder()
                        .decode(client.getPendingCertificateSigningRequest(vault, "t1-outside")));
        openssl(
                folder,
                "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=Elsewhere"
                        + " -keyout ca.key -out ca.pem");
        openssl(
                folder,
                "x509 -req -inform DER -in request.der -CA ca.pem -CAkey ca.key -out signed.pem");
        byte[] signed = x509(Files.readAllBytes(folder.resolve("signed.pem"))).getEncoded();
        CertificateBundle merged =
                client.mergeCertificate(
                        new MergeCertificateRequest.Builder(vault, "t1-outside", List.of(signed))
                                .build());
        assertThat(merged.cer()).isEqualTo(signed);

        client.createCertificate(
                new CreateCertificateRequest.Builder(vault, "t1-waits")
                        .withPolicy(policy("Unknown", "CN=t1-waits.example"))
                        .build());
        assertThat(
                        client.updateCertificateOperation(
                                        new UpdateCertificateOperationRequest.Builder(
                                                        vault, "t1-waits", true)
                                                .build())
                                .cancellationRequested())
                .isTrue();
        client.deleteCertificateOperation(vault, "t1-waits");
        assertThat(client.getCertificateOperation(vault, "t1-waits")).isNull();
    }

    @Test
    void contactsAndIssuersAreKept() {
        client.setCertificateContacts(
                vault,
                new Contacts()
                        .withContactList(
                                List.of(new Contact().withEmailAddress("it@shop.example"))));
        assertThat(client.getCertificateContacts(vault).contactList())
                .extracting(Contact::emailAddress)
                .containsExactly("it@shop.example");
        client.deleteCertificateContacts(vault);
        assertThat(client.getCertificateContacts(vault)).isNull();

        client.setCertificateIssuer(
                new SetCertificateIssuerRequest.Builder(vault, "t1-partner", "Test")
                        .withCredentials(new IssuerCredentials().withAccountId("shop"))
                        .build());
        client.updateCertificateIssuer(
                new UpdateCertificateIssuerRequest.Builder(vault, "t1-partner")
                        .withCredentials(new IssuerCredentials().withAccountId("office"))
                        .build());
        assertThat(client.getCertificateIssuer(vault, "t1-partner").credentials().accountId())
                .isEqualTo("office");
        assertThat(client.listCertificateIssuers(vault).stream().map(CertificateIssuerItem::id))
                .containsExactly(vault + "/certificates/issuers/t1-partner");
        client.deleteCertificateIssuer(vault, "t1-partner");
        assertThat(client.getCertificateIssuer(vault, "t1-partner")).isNull();
    }

    private static CertificatePolicy policy(String issuer, String subject) {
        return new CertificatePolicy()
                .withIssuerParameters(new IssuerParameters().withName(issuer))
                .withKeyProperties(
                        new KeyProperties()
                                .withExportable(true)
                                .withKeyType(JsonWebKeyType.EC)
                                .withCurve(JsonWebKeyCurveName.P_256)
                                .withReuseKey(false))
                .withSecretProperties(
                        new SecretProperties().withContentType("application/x-pkcs12"))
                .withX509CertificateProperties(
                        new X509CertificateProperties()
                                .withSubject(subject)
                                .withValidityInMonths(12));
    }

    private String done(String certificate) throws InterruptedException {
        Instant patience = Instant.now().plus(Duration.ofMinutes(1));
        String status = "inProgress";
        while (status.equals("inProgress") && Instant.now().isBefore(patience)) {
            Thread.sleep(50);
            status = client.getCertificateOperation(vault, certificate).status();
        }
        return status;
    }

    private static void openssl(Path folder, String words) throws Exception {
        Commands done = Commands.run(folder, Map.of(), ("openssl " + words).split(" "));
        assertThat(done.exitCode()).as(done.error()).isZero();
    }

    private static void fails(int status, String code, Runnable call) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        KeyVaultErrorException.class,
                        refused -> {
                            assertThat(refused.response().code()).isEqualTo(status);
                            assertThat(refused.body().error().code()).isEqualTo(code);
                        });
    }
}
