package dev.keyward.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.security.keyvault.certificates.CertificateClient;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `az keyvault certificate`: every command that reaches the vault, against `serve --dev` with its
/// environment file sourced. Certificates are checked with openssl.
///
/// `get-default-policy` asks no server; with the libraries that Debian's az 2.74 is packaged with
/// it fails by itself, so the policies here are written out.
final class AzCertificatesTest {
    private static final String VAULT = " --vault-name dev ";
    private static final Path POLICY = DevServer.ROOT.resolve("examples/az/policy.json");

    @TempDir private static Path folder;

    private static DevServer server;
    private static Az az;
    private static CertificateClient certificates;

    @BeforeAll
    static void start() throws Exception {
        Az.assumeInstalled();
        server = DevServer.start();
        server.trustIt();
        az = Az.sourced(server, folder);
        certificates = JavaClients.of(server).certificates();
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void aSelfSignedCertificateIsMadeChangedAndDownloaded() throws Exception {
        JsonNode order =
                az.json(
                        "keyvault certificate create -n web --validity 24 --tags a=b -p @"
                                + POLICY
                                + VAULT);
        assertThat(order.path("status").asText()).isEqualTo("completed");
        assertThat(order.path("target").asText()).endsWith("/certificates/web");
        assertThat(az.text("status", "keyvault certificate pending show -n web" + VAULT))
                .isEqualTo("completed");
        JsonNode shown = az.json("keyvault certificate show -n web" + VAULT);
        JsonNode policy = shown.path("policy");
        assertThat(policy.path("x509CertificateProperties").path("validityInMonths").asInt())
                .isEqualTo(24);
        assertThat(policy.path("issuerParameters").path("name").asText()).isEqualTo("Self");
        assertThat(shown.path("kid").asText()).contains("/keys/web/");
        assertThat(shown.path("sid").asText()).contains("/secrets/web/");
        for (String encoding : new String[] {"PEM", "DER"}) {
            az.done(
                    "keyvault certificate download -n web" + VAULT + "-e " + encoding + " -f",
                    folder.resolve(encoding).toString());
            String told =
                    Openssl.done(
                            folder,
                            "x509 -noout -subject -fingerprint -sha1 -ext subjectAltName -inform "
                                    + encoding
                                    + " -in "
                                    + encoding);
            assertThat(told.replace(":", ""))
                    .contains("CN=web.example.org", shown.path("x509ThumbprintHex").asText())
                    .contains("DNSweb.example.org");
        }
        az.done(
                "keyvault certificate set-attributes -n web --enabled false --tags c=d -p",
                Files.readString(POLICY).replace("CN=web.example.org", "CN=next.example.org"),
                "--vault-name",
                "dev");
        assertThat(certificates.getCertificate("web").getProperties().isEnabled()).isFalse();
        assertThat(certificates.getCertificate("web").getProperties().getTags())
                .containsOnlyKeys("c");
        assertThat(certificates.getCertificatePolicy("web").getSubject())
                .isEqualTo("CN=next.example.org");
        assertThat(az.json("keyvault certificate list-versions -n web" + VAULT)).hasSize(1);
        // Its key and secret are hidden unless they are asked for.
        assertThat(AzSecretsTest.names(az.json("keyvault secret list" + VAULT)))
                .doesNotContain("web");
        assertThat(AzSecretsTest.names(az.json("keyvault key list --include-managed" + VAULT)))
                .contains("web");
    }

    @Test
    void aCertificateIsSignedElsewhereAndMerged() throws Exception {
        Path unknown =
                Files.writeString(
                        folder.resolve("unknown.json"),
                        Files.readString(POLICY)
                                .replace("\"Self\"", "\"Unknown\"")
                                .replace("AutoRenew", "EmailContacts"));
        String create = "keyvault certificate create -p @" + unknown + VAULT + "-n ";
        JsonNode order = az.json(create + "signed");
        assertThat(order.path("status").asText()).isEqualTo("inProgress");
        assertThat(az.refused(create + "signed")).contains("(Forbidden)");
        Files.write(
                folder.resolve("signed.csr"),
                Base64.getDecoder().decode(order.path("csr").asText()));
        authority();
        Openssl.done(
                folder,
                "x509 -req -inform DER -in signed.csr -CA ca.pem -CAkey ca.key -days 50"
                        + " -out signed.pem");
        Path chain =
                Files.writeString(
                        folder.resolve("chain.pem"),
                        Files.readString(folder.resolve("signed.pem"))
                                + Files.readString(folder.resolve("ca.pem")));
        JsonNode merged =
                az.json("keyvault certificate pending merge -n signed -f " + chain + VAULT);
        assertThat(merged.path("policy").path("issuerParameters").path("name").asText())
                .isEqualTo("Unknown");
        Files.write(
                folder.resolve("merged.der"),
                Base64.getDecoder().decode(merged.path("cer").asText()));
        Openssl.done(folder, "verify -CAfile ca.pem signed.pem");
        assertThat(Openssl.done(folder, "x509 -inform DER -in merged.der"))
                .isEqualTo(Openssl.done(folder, "x509 -in signed.pem"));

        az.done(create + "given-up");
        assertThat(az.text("status", "keyvault certificate pending delete -n given-up" + VAULT))
                .isEqualTo("inProgress");
        assertThat(az.refused("keyvault certificate pending show -n given-up" + VAULT))
                .contains("(PendingCertificateNotFound)");
    }

    @Test
    void certificatesAreImported() throws Exception {
        authority();
        Openssl.done(
                folder, "pkcs12 -export -inkey ca.key -in ca.pem -passout pass:pw -out ca.pfx");
        Files.writeString(
                folder.resolve("both.pem"),
                Files.readString(folder.resolve("ca.key"))
                        + Files.readString(folder.resolve("ca.pem")));
        String pfx = "keyvault certificate import -f " + folder.resolve("ca.pfx") + VAULT + "-n ";
        String pem = "keyvault certificate import -f " + folder.resolve("both.pem") + VAULT + "-n ";
        String print =
                Openssl.done(folder, "x509 -in ca.pem -noout -fingerprint -sha1")
                        .strip()
                        .replaceFirst(".*=", "")
                        .replace(":", "");
        for (String command : new String[] {pfx + "pfx --password pw", pem + "pem"}) {
            assertThat(az.text("x509ThumbprintHex", command)).isEqualTo(print);
        }
        assertThat(az.refused(pfx + "wrong --password nonsense")).contains("(BadParameter)");
        // The key too, and in the form that the policy names.
        az.done("keyvault secret download -n pem" + VAULT + "-f", folder + "/whole.pem");
        assertThat(Openssl.done(folder, "pkey -in whole.pem"))
                .isEqualTo(Openssl.done(folder, "pkey -in ca.key"));
        az.done("keyvault secret download -e base64 -n pfx" + VAULT + "-f", folder + "/whole.pfx");
        assertThat(
                        Openssl.done(
                                folder,
                                "pkcs12 -legacy -in whole.pfx -passin pass: -nodes -nocerts"))
                .contains("BEGIN PRIVATE KEY");
    }

    @Test
    void aDeletedCertificateIsRecoveredPurgedAndRestored() throws Exception {
        az.done("keyvault certificate create -n gone -p @" + POLICY + VAULT);
        String id = az.text("id", "keyvault certificate show -n gone" + VAULT);
        String backup = folder.resolve("gone.backup").toString();
        az.done("keyvault certificate backup -n gone" + VAULT + "-f", backup);
        JsonNode deleted = az.json("keyvault certificate delete -n gone" + VAULT);
        assertThat(deleted.path("recoveryId").asText()).endsWith("/deletedcertificates/gone");
        assertThat(AzSecretsTest.names(az.json("keyvault certificate list-deleted" + VAULT)))
                .contains("gone");
        assertThat(az.text("deletedDate", "keyvault certificate show-deleted -n gone" + VAULT))
                .isEqualTo(deleted.path("deletedDate").asText());
        assertThat(az.text("id", "keyvault certificate recover -n gone" + VAULT)).isEqualTo(id);
        az.done("keyvault certificate delete -n gone" + VAULT);
        az.done("keyvault certificate purge -n gone" + VAULT);
        assertThat(az.refused("keyvault certificate show -n gone" + VAULT))
                .contains("(CertificateNotFound)");
        az.done("keyvault certificate restore" + VAULT + "-f", backup);
        assertThat(az.text("id", "keyvault certificate show -n gone" + VAULT)).isEqualTo(id);
        assertThat(AzSecretsTest.names(az.json("keyvault certificate list" + VAULT)))
                .contains("gone");
    }

    @Test
    void contactsComeAndGo() throws Exception {
        String contact = "keyvault certificate contact ";
        assertThat(az.refused(contact + "list" + VAULT)).contains("(ContactsNotFound)");
        az.done(contact + "add --email a@example.org --name A --phone 1" + VAULT);
        assertThat(az.json(contact + "add --email b@example.org" + VAULT).path("contactList"))
                .hasSize(2);
        assertThat(az.text("contactList[0].name", contact + "list" + VAULT)).isEqualTo("A");
        az.done(contact + "delete --email a@example.org" + VAULT);
        assertThat(certificates.listContacts()).hasSize(1);
        az.done(contact + "delete --email b@example.org" + VAULT);
        assertThat(az.refused(contact + "list" + VAULT)).contains("(ContactsNotFound)");
    }

    @Test
    void issuersAndTheirAdministratorsComeAndGo() throws Exception {
        String issuer = "keyvault certificate issuer ";
        String name = " --issuer-name digi" + VAULT;
        JsonNode made =
                az.json(
                        issuer
                                + "create --provider-name DigiCert --account-id me --password pw"
                                + " --organization-id org"
                                + name);
        assertThat(made.path("provider").asText()).isEqualTo("DigiCert");
        assertThat(made.path("credentials").path("password").isNull()).isTrue();
        az.done(issuer + "update --account-id you --enabled false" + name);
        JsonNode shown = az.json(issuer + "show" + name);
        assertThat(shown.path("credentials").path("accountId").asText()).isEqualTo("you");
        assertThat(shown.path("attributes").path("enabled").asBoolean()).isFalse();
        assertThat(az.text("[0].provider", issuer + "list" + VAULT)).isEqualTo("DigiCert");

        az.done(issuer + "admin add --email a@example.org --first-name F --phone 2" + name);
        az.done(issuer + "admin add --email b@example.org" + name);
        assertThat(az.text("[0].firstName", issuer + "admin list" + name)).isEqualTo("F");
        az.done(issuer + "admin delete --email a@example.org" + name);
        assertThat(az.json(issuer + "admin list" + name)).hasSize(1);
        az.done(issuer + "admin delete --email b@example.org" + name);
        assertThat(az.json(issuer + "admin list" + name)).isEmpty();
        assertThat(certificates.getIssuer("digi").getOrganizationId()).isEqualTo("org");
        az.done(issuer + "delete" + name);
        assertThat(az.refused(issuer + "show" + name)).contains("(CertificateIssuerNotFound)");
    }

    private static void authority() throws Exception {
        Openssl.done(
                folder,
                "req -x509 -newkey rsa:2048 -nodes -keyout ca.key -out ca.pem -days 100 -subj"
                        + " /CN=authority");
    }
}
