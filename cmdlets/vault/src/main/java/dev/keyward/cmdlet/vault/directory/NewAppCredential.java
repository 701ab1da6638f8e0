package dev.keyward.cmdlet.vault.directory;

import dev.keyward.client.graph.CredentialCalls;
import dev.keyward.client.graph.DirectoryEntry;
import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.DirectoryShapes;
import dev.keyward.cmdlet.vault.shape.Refusal;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import dev.keyward.wire.graph.ApplicationParameters;
import dev.keyward.wire.graph.KeyCredential;
import java.util.Base64;

final class NewAppCredential extends VaultCmdlet {
    NewAppCredential() {
        super(
                Subject.DIRECTORY,
                "New-AppCredential",
                "New-AzADAppCredential",
                "New-AzureRmADAppCredential");
    }

    @Override
    protected void run(Run run) {
        Meant meant = new Meant(run);
        DirectoryEntry application = meant.application();
        CredentialCalls calls = meant.graph().credentials();
        String certificate = run.text("CertValue");
        if (certificate == null) {
            addSecret(run, calls, application);
        } else {
            addCertificate(run, calls, application, certificate(certificate));
        }
    }

    private static void addSecret(Run run, CredentialCalls calls, DirectoryEntry application) {
        if (run.goesOn(application.displayName(), "Adding a new password")) {
            run.write(
                    DirectoryShapes.credential(
                            calls.add(
                                    application.objectId(),
                                    new ApplicationParameters.NewSecret(
                                            run.text("CustomKeyIdentifier"),
                                            run.time("StartDate"),
                                            run.time("EndDate")))));
        }
    }

    private static void addCertificate(
            Run run, CredentialCalls calls, DirectoryEntry application, byte[] certificate) {
        if (run.goesOn(application.displayName(), "Adding a new certificate")) {
            run.write(
                    DirectoryShapes.credential(
                            calls.addCertificate(
                                    application.objectId(),
                                    new KeyCredential(
                                            null,
                                            run.text("CustomKeyIdentifier"),
                                            certificate,
                                            run.time("StartDate"),
                                            run.time("EndDate")))));
        }
    }

    /// Blanks and line ends count for nothing, as to .NET's `Convert.FromBase64String`.
    private static byte[] certificate(String base64) {
        try {
            return Base64.getDecoder().decode(base64.replaceAll("\\s", ""));
        } catch (IllegalArgumentException e) {
            throw Refusal.of("-CertValue: must be a certificate in Base64.");
        }
    }
}
