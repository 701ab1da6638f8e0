package dev.keyward.clients;

import static dev.keyward.clients.CertificateChecks.matches;
import static dev.keyward.clients.CertificateChecks.x509;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.exception.HttpResponseException;
import com.azure.core.exception.ResourceModifiedException;
import com.azure.core.exception.ResourceNotFoundException;
import com.azure.security.keyvault.certificates.CertificateClient;
import com.azure.security.keyvault.certificates.CertificateServiceVersion;
import com.azure.security.keyvault.certificates.models.AdministratorContact;
import com.azure.security.keyvault.certificates.models.CertificateContact;
import com.azure.security.keyvault.certificates.models.CertificateContentType;
import com.azure.security.keyvault.certificates.models.CertificateIssuer;
import com.azure.security.keyvault.certificates.models.CertificateKeyCurveName;
import com.azure.security.keyvault.certificates.models.CertificateKeyType;
import com.azure.security.keyvault.certificates.models.CertificateKeyUsage;
import com.azure.security.keyvault.certificates.models.CertificatePolicy;
import com.azure.security.keyvault.certificates.models.CertificatePolicyAction;
import com.azure.security.keyvault.certificates.models.KeyVaultCertificate;
import com.azure.security.keyvault.certificates.models.KeyVaultCertificateWithPolicy;
import com.azure.security.keyvault.certificates.models.LifetimeAction;
import com.azure.security.keyvault.certificates.models.SubjectAlternativeNames;
import com.azure.security.keyvault.keys.cryptography.models.SignatureAlgorithm;
import com.azure.security.keyvault.secrets.SecretClient;
import com.azure.security.keyvault.secrets.models.KeyVaultSecret;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// The unmodified certificate client of the Azure SDK for Java against `serve --dev`, under every
/// api-version. What comes back is checked with the JDK's own readers, and with openssl.
@ParameterizedClass
@EnumSource(CertificateServiceVersion.class)
final class AzureJavaCertificatesTest {
    private static final Duration POLL = Duration.ofMillis(50);
    private static final byte[] TEXT = "what is signed".getBytes(StandardCharsets.UTF_8);

    private static VersionVaults vaults;
    private final JavaClients clients;
    private final CertificateClient certificates;
    private final SecretClient secrets;

    @BeforeAll
    static void start() throws Exception {
        vaults = VersionVaults.start();
    }

    AzureJavaCertificatesTest(CertificateServiceVersion version) throws Exception {
        clients = vaults.under(version);
        certificates = clients.certificates();
        secrets = clients.secrets();
    }

    @AfterAll
    static void stop() {
        vaults.close();
    }

    @Test
    void aSelfSignedCertificateSaysWhatItsPolicySays() throws Exception {
        KeyVaultCertificateWithPolicy made =
                create(
                        "self",
                        new CertificatePolicy(
                                        "Self",
                                        "CN=shop.example, O=Shop",
                                        new SubjectAlternativeNames()
                                                .setDnsNames(
                                                        List.of("shop.example", "www.shop.example"))
                                                .setEmails(List.of("it@shop.example")))
                                .setKeyType(CertificateKeyType.RSA)
                                .setKeySize(2048)
                                .setKeyUsage(
                                        CertificateKeyUsage.DIGITAL_SIGNATURE,
                                        CertificateKeyUsage.KEY_ENCIPHERMENT)
                                .setEnhancedKeyUsage(List.of("1.3.6.1.5.5.7.3.1"))
                                .setValidityInMonths(6));
        X509Certificate certificate = x509(made.getCer());
        certificate.verify(certificate.getPublicKey());
        certificate.checkValidity();
        assertThat(certificate.getSubjectX500Principal().getName())
                .contains("CN=shop.example")
                .contains("O=Shop");
        assertThat(certificate.getSubjectAlternativeNames())
                .extracting(name -> (Object) name.get(1))
                .containsExactlyInAnyOrder("shop.example", "www.shop.example", "it@shop.example");
        assertThat(certificate.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
        assertThat(certificate.getKeyUsage())
                .startsWith(true, false, true, false, false, false, false);
        assertThat(made.getProperties().getExpiresOn().toInstant())
                .isEqualTo(certificate.getNotAfter().toInstant());
        assertThat(made.getProperties().getNotBefore().toInstant())
                .isEqualTo(certificate.getNotBefore().toInstant());
        assertThat(made.getProperties().getX509ThumbprintAsString())
                .isEqualToIgnoringCase(Openssl.thumbprint(vaults.folder(), made.getCer()));
    }

    @Test
    @Tag("seed:I-9")
    void thePrivateKeyOfAnExportableOneIsInItsSecret() throws Exception {
        KeyVaultCertificateWithPolicy pfx =
                create("exportable", ecPolicy("CN=pfx.example").setExportable(true));
        KeyVaultSecret secret = secrets.getSecret("exportable");
        assertThat(secret.getProperties().getContentType()).isEqualTo("application/x-pkcs12");
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(
                new ByteArrayInputStream(Base64.getDecoder().decode(secret.getValue())),
                new char[0]);
        String alias = store.aliases().nextElement();
        assertThat(store.getCertificate(alias).getEncoded()).isEqualTo(pfx.getCer());
        matches(
                (PrivateKey) store.getKey(alias, new char[0]),
                store.getCertificate(alias).getPublicKey());

        KeyVaultCertificateWithPolicy pem =
                create(
                        "exportable-pem",
                        ecPolicy("CN=pem.example")
                                .setExportable(true)
                                .setContentType(CertificateContentType.PEM));
        String text = secrets.getSecret("exportable-pem").getValue();
        matches(OutsideAuthority.privateKey(text), x509(pem.getCer()).getPublicKey());
        assertThat(
                        x509(text.substring(text.indexOf("-----BEGIN CERTIFICATE"))
                                        .getBytes(StandardCharsets.US_ASCII))
                                .getEncoded())
                .isEqualTo(pem.getCer());
    }

    @Test
    void theLinkedKeySignsAndStaysWhereItIs() throws Exception {
        KeyVaultCertificateWithPolicy made =
                create("signs", ecPolicy("CN=signs.example").setExportable(false));
        byte[] signature =
                clients.cryptography(made.getKeyId())
                        .signData(SignatureAlgorithm.ES256, TEXT)
                        .getSignature();
        Signature verifier = Signature.getInstance("SHA256withECDSAinP1363Format");
        verifier.initVerify(x509(made.getCer()).getPublicKey());
        verifier.update(TEXT);
        assertThat(verifier.verify(signature)).isTrue();
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(
                new ByteArrayInputStream(
                        Base64.getDecoder().decode(secrets.getSecret("signs").getValue())),
                new char[0]);
        for (String alias : java.util.Collections.list(store.aliases())) {
            assertThat(store.isKeyEntry(alias)).isFalse();
        }
    }

    @Test
    void versionsListsUpdatesAndPolicies() {
        KeyVaultCertificateWithPolicy first = create("versions", ecPolicy("CN=one.example"));
        KeyVaultCertificateWithPolicy second = create("versions", ecPolicy("CN=two.example"));
        assertThat(certificates.getCertificate("versions").getId()).isEqualTo(second.getId());
        assertThat(
                        certificates
                                .getCertificateVersion(
                                        "versions", first.getProperties().getVersion())
                                .getCer())
                .isEqualTo(first.getCer());
        assertThat(certificates.listPropertiesOfCertificateVersions("versions"))
                .extracting(each -> each.getVersion())
                .containsExactlyInAnyOrder(
                        first.getProperties().getVersion(), second.getProperties().getVersion());
        assertThat(certificates.listPropertiesOfCertificates())
                .anyMatch(each -> each.getName().equals("versions"));
        KeyVaultCertificate updated =
                certificates.updateCertificateProperties(
                        second.getProperties().setEnabled(false).setTags(Map.of("stage", "test")));
        assertThat(updated.getProperties().isEnabled()).isFalse();
        assertThat(certificates.getCertificate("versions").getProperties().getTags())
                .containsEntry("stage", "test");
        assertThatThrownBy(() -> secrets.getSecret("versions"))
                .isInstanceOf(HttpResponseException.class)
                .hasMessageContaining("403");

        certificates.updateCertificatePolicy(
                "versions",
                ecPolicy("CN=three.example")
                        .setValidityInMonths(24)
                        .setLifetimeActions(
                                new LifetimeAction(CertificatePolicyAction.AUTO_RENEW)
                                        .setDaysBeforeExpiry(30)));
        CertificatePolicy policy = certificates.getCertificatePolicy("versions");
        assertThat(policy.getSubject()).isEqualTo("CN=three.example");
        assertThat(policy.getValidityInMonths()).isEqualTo(24);
        assertThat(policy.getIssuerName()).isEqualTo("Self");
        assertThat(policy.getLifetimeActions())
                .singleElement()
                .satisfies(action -> {
                    assertThat(action.getAction()).isEqualTo(CertificatePolicyAction.AUTO_RENEW);
                    assertThat(action.getDaysBeforeExpiry()).isEqualTo(30);
                });
    }

    @Test
    void contactsAndIssuers() {
        assertThat(
                        certificates.setContacts(
                                List.of(
                                        new CertificateContact()
                                                .setName("Ann")
                                                .setEmail("ann@shop.example")
                                                .setPhone("1"),
                                        new CertificateContact().setEmail("bo@shop.example"))))
                .hasSize(2);
        assertThat(certificates.listContacts())
                .extracting(CertificateContact::getEmail)
                .containsExactly("ann@shop.example", "bo@shop.example");
        assertThat(certificates.deleteContacts()).hasSize(2);

        certificates.createIssuer(
                new CertificateIssuer("ours", "Test")
                        .setAccountId("account")
                        .setPassword("never told")
                        .setOrganizationId("shop")
                        .setAdministratorContacts(
                                List.of(
                                        new AdministratorContact()
                                                .setFirstName("Ann")
                                                .setLastName("Bo")
                                                .setEmail("ann@shop.example"))));
        CertificateIssuer issuer = certificates.getIssuer("ours");
        assertThat(issuer.getProvider()).isEqualTo("Test");
        assertThat(issuer.getAccountId()).isEqualTo("account");
        assertThat(issuer.getPassword()).isNull();
        assertThat(issuer.getOrganizationId()).isEqualTo("shop");
        assertThat(issuer.getAdministratorContacts())
                .singleElement()
                .returns("ann@shop.example", AdministratorContact::getEmail);
        assertThat(certificates.updateIssuer(issuer.setEnabled(false)).isEnabled()).isFalse();
        assertThat(certificates.listPropertiesOfIssuers())
                .anyMatch(each -> each.getName().equals("ours"));
        certificates.deleteIssuer("ours");
        assertThatThrownBy(() -> certificates.getIssuer("ours"))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void deletesRecoversBacksUpPurgesAndRestores() {
        KeyVaultCertificateWithPolicy made = create("life", ecPolicy("CN=life.example"));
        delete("life");
        assertThatThrownBy(() -> certificates.getCertificate("life"))
                .isInstanceOf(ResourceNotFoundException.class);
        assertThatThrownBy(() -> secrets.getSecret("life"))
                .isInstanceOf(ResourceNotFoundException.class);
        assertThat(certificates.listDeletedCertificates())
                .anyMatch(each -> each.getName().equals("life"));
        assertThat(certificates.getDeletedCertificate("life").getRecoveryId())
                .contains("/deletedcertificates/life");
        assertThatThrownBy(() -> create("life", ecPolicy("CN=life.example")))
                .isInstanceOf(ResourceModifiedException.class)
                .hasMessageContaining("deleted but recoverable");
        certificates
                .beginRecoverDeletedCertificate("life")
                .setPollInterval(POLL)
                .waitForCompletion();
        assertThat(certificates.getCertificate("life").getCer()).isEqualTo(made.getCer());
        assertThat(secrets.getSecret("life").getValue()).isNotEmpty();

        byte[] backup = certificates.backupCertificate("life");
        delete("life");
        certificates.purgeDeletedCertificate("life");
        assertThatThrownBy(() -> certificates.getDeletedCertificate("life"))
                .isInstanceOf(ResourceNotFoundException.class);
        assertThat(certificates.restoreCertificateBackup(backup).getId()).isEqualTo(made.getId());
        assertThat(secrets.getSecret("life").getValue()).isNotEmpty();
        assertThatThrownBy(() -> certificates.restoreCertificateBackup(new byte[] {1, 2, 3}))
                .isInstanceOf(ResourceModifiedException.class);
    }

    private KeyVaultCertificateWithPolicy create(String name, CertificatePolicy policy) {
        return certificates
                .beginCreateCertificate(name, policy)
                .setPollInterval(POLL)
                .getFinalResult();
    }

    private void delete(String name) {
        certificates.beginDeleteCertificate(name).setPollInterval(POLL).waitForCompletion();
    }

    private static CertificatePolicy ecPolicy(String subject) {
        return new CertificatePolicy("Self", subject)
                .setKeyType(CertificateKeyType.EC)
                .setKeyCurveName(CertificateKeyCurveName.P_256);
    }
}
