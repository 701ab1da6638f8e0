package dev.keyward.cmdlet.vault.certificates;

import dev.keyward.client.objects.CertificateCalls;
import dev.keyward.client.objects.ObjectAddress;
import dev.keyward.cmdlet.Wildcard;
import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.CertificateShapes;
import dev.keyward.cmdlet.vault.shape.ObjectTarget;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import dev.keyward.wire.certificates.CertificateItem;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

final class GetCertificate extends VaultCmdlet {
    GetCertificate() {
        super(
                Subject.CERTIFICATES,
                "Get-Certificate",
                "Get-AzKeyVaultCertificate",
                "Get-AzureKeyVaultCertificate");
    }

    @Override
    protected void run(Run run) {
        ObjectTarget target = ObjectTarget.of(run);
        CertificateCalls certificates = target.vault().certificates();
        String name = target.name();
        boolean removed = run.flag("InRemovedState");
        if (name == null || Wildcard.isPattern(name)) {
            boolean pending = run.flag("IncludePending");
            var found = removed ? certificates.listDeleted(pending) : certificates.list(pending);
            Stream<CertificateItem> matching = found.stream().filter(it -> isMeant(it, name));
            if (run.flag("IncludeVersions")) {
                matching =
                        matching.flatMap(
                                it -> certificates.versions(ObjectAddress.of(it).name()).stream());
            }
            matching.forEach(it -> run.write(CertificateShapes.certificateItem(it, target.look())));
        } else if (run.flag("IncludeVersions")) {
            for (CertificateItem version : certificates.versions(target.objectName())) {
                run.write(CertificateShapes.certificateItem(version, target.look()));
            }
        } else {
            var found =
                    removed
                            ? certificates.findDeleted(target.objectName())
                            : certificates.find(target.objectName(), target.version());
            found.ifPresent(it -> run.write(CertificateShapes.certificate(it, target.look())));
        }
    }

    private static boolean isMeant(CertificateItem certificate, @Nullable String pattern) {
        return pattern == null
                || Wildcard.of(pattern).matches(ObjectAddress.of(certificate).name());
    }
}
