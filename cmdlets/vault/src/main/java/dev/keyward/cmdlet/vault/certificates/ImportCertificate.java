package dev.keyward.cmdlet.vault.certificates;

import dev.keyward.client.CertificateBundle;
import dev.keyward.client.CertificateCalls;
import dev.keyward.client.ObjectSettings;
import dev.keyward.cmdlet.ConfirmImpact;
import dev.keyward.cmdlet.Parameter;
import dev.keyward.cmdlet.Signature;
import dev.keyward.cmdlet.TypeToken;
import dev.keyward.cmdlet.vault.shape.CertificateShapes;
import dev.keyward.cmdlet.vault.shape.Names;
import dev.keyward.cmdlet.vault.shape.ObjectTarget;
import dev.keyward.cmdlet.vault.shape.Parameters;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.Types;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import dev.keyward.model.SecretBytes;
import dev.keyward.wire.ObjectAttributes;
import dev.keyward.wire.certificates.IssuerReferenceBody;
import dev.keyward.wire.certificates.KeyProperties;
import dev.keyward.wire.certificates.PolicyBody;
import dev.keyward.wire.certificates.X509Body;
import java.util.List;
import org.jspecify.annotations.Nullable;

final class ImportCertificate extends VaultCmdlet {
    private static final String FILE = "ImportCertificateFromFile";
    private static final String TEXT = "ImportWithPrivateKeyFromString";
    private static final String COLLECTION = "ImportWithPrivateKeyFromCollection";

    ImportCertificate() {
        super(
                Names.of(
                        "Import-Certificate",
                        "Import-AzKeyVaultCertificate",
                        "Import-AzureKeyVaultCertificate"),
                "Brings a certificate with its key; one without ends the order it was signed for.",
                Signature.of(
                                Parameters.vaultName().byPropertyName(),
                                CertificateParameters.name().byPropertyName(),
                                Parameter.of("FilePath", TypeToken.STRING)
                                        .inSets(FILE)
                                        .required()
                                        .help("A PFX or PEM file, or a signed certificate."),
                                Parameter.of("CertificateString", TypeToken.STRING)
                                        .inSets(TEXT)
                                        .required()
                                        .help("A PFX in base64, or PEM."),
                                Parameter.of("ContentType", TypeToken.STRING).inSets(TEXT),
                                Parameter.of("CertificateCollection", Types.CERTIFICATES)
                                        .inSets(COLLECTION)
                                        .required()
                                        .at(2)
                                        .byValue()
                                        .help(
                                                "Signed certificates, such as those of -Certificate."),
                                Parameter.of("Password", TypeToken.SECURE_STRING)
                                        .inSets(FILE, TEXT),
                                Parameter.of("PolicyPath", TypeToken.STRING),
                                Parameter.of("PolicyObject", Types.A_CERTIFICATE_POLICY).byValue(),
                                Parameters.tag().byPropertyName())
                        .defaultSet(FILE)
                        .changing(ConfirmImpact.Medium)
                        .giving("PSKeyVaultCertificate"));
    }

    @Override
    public List<Example> examples() {
        return List.of(
                new Example(
                        "Bring a certificate that another vault made",
                        "$pfx = Get-Secret demo web -AsPlainText;"
                                + " (Import-Certificate demo copy -CertificateString $pfx)"
                                + ".Certificate.Subject",
                        "CN=web.example.org"));
    }

    @Override
    protected void run(Run run) {
        ObjectTarget target = ObjectTarget.of(run);
        String name = target.objectName();
        if (!run.goesOn(name, "Import certificate")) {
            return;
        }
        CertificateCalls certificates = target.vault().certificates();
        ObjectSettings settings = new ObjectSettings(null, null, null, run.tags("Tag"));
        CertificateBundle certificate;
        try (SentCertificate sent = sent(run);
                Password password = new Password(run.secret("Password"))) {
            certificate =
                    switch (sent) {
                        case SentCertificate.Signed(List<byte[]> chain) ->
                                certificates.merge(name, chain, settings);
                        case SentCertificate.WithKey(SecretBytes value) ->
                                certificates.importCertificate(
                                        name, value, password.value(), policy(run), settings);
                    };
        }
        run.write(CertificateShapes.certificate(certificate, target.look()));
    }

    private static SentCertificate sent(Run run) {
        String file = run.text("FilePath");
        if (file != null) {
            return SentCertificate.read(run.invocation().session().resolve(file));
        }
        String text = run.text("CertificateString");
        if (text != null) {
            return new SentCertificate.WithKey(SecretBytes.ofUtf8(text));
        }
        return SentCertificate.of(run.arguments().list("CertificateCollection"));
    }

    /// A content type alone is a policy too.
    private static @Nullable PolicyBody policy(Run run) {
        PolicyBody given = GivenPolicy.of(run, "PolicyObject");
        String contentType = run.text("ContentType");
        if (given != null || contentType == null) {
            return given;
        }
        return new PolicyBody(
                null,
                KeyProperties.NONE,
                contentType,
                X509Body.NONE,
                null,
                IssuerReferenceBody.NONE,
                ObjectAttributes.NONE);
    }

    private record Password(@Nullable SecretBytes value) implements AutoCloseable {
        @Override
        public void close() {
            if (value != null) {
                value.close();
            }
        }
    }
}
