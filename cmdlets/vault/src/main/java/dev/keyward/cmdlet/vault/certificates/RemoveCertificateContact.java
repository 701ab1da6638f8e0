package dev.keyward.cmdlet.vault.certificates;

import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.ObjectTarget;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import dev.keyward.wire.certificates.ContactsBody.Contact;
import java.util.ArrayList;
import java.util.List;

final class RemoveCertificateContact extends VaultCmdlet {
    RemoveCertificateContact() {
        super(
                Subject.CERTIFICATES,
                "Remove-CertificateContact",
                "Remove-AzKeyVaultCertificateContact",
                "Remove-AzureKeyVaultCertificateContact");
    }

    @Override
    protected void run(Run run) {
        ObjectTarget target = ObjectTarget.of(run);
        List<String> removed = run.arguments().texts("EmailAddress");
        if (!run.goesOn(String.join(", ", removed), "Remove certificate contact")) {
            return;
        }
        List<Contact> contacts = new ArrayList<>(target.vault().certificates().contacts());
        boolean changed =
                contacts.removeIf(it ->
                        removed.stream().anyMatch(email -> CertificateContacts.isTo(it, email)));
        if (changed) {
            CertificateContacts.set(run, target, contacts);
        } else if (run.flag("PassThru")) {
            CertificateContacts.write(run, target, contacts);
        }
    }
}
