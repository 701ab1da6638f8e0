package dev.keyward.cmdlet.vault.certificates;

import dev.keyward.client.objects.CertificateCalls;
import dev.keyward.client.objects.ObjectSettings;
import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.CertificateShapes;
import dev.keyward.cmdlet.vault.shape.ObjectTarget;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import dev.keyward.model.SecretBytes;
import dev.keyward.wire.ObjectAttributes;
import dev.keyward.wire.certificates.CertificateBundle;
import dev.keyward.wire.certificates.IssuerReferenceBody;
import dev.keyward.wire.certificates.KeyProperties;
import dev.keyward.wire.certificates.PolicyBody;
import dev.keyward.wire.certificates.X509Body;
import java.util.List;
import org.jspecify.annotations.Nullable;

final class ImportCertificate extends VaultCmdlet {
    ImportCertificate() {
        super(
                Subject.CERTIFICATES,
                "Import-Certificate",
                "Import-AzKeyVaultCertificate",
                "Import-AzureKeyVaultCertificate");
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
