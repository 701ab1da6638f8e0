package dev.keyward.cmdlet.vault.certificates;

import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.ObjectTarget;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import dev.keyward.wire.certificates.ContactsBody.Contact;
import java.util.ArrayList;
import java.util.List;

final class AddCertificateContact extends VaultCmdlet {
    AddCertificateContact() {
        super(
                Subject.CERTIFICATES,
                "Add-CertificateContact",
                "Add-AzKeyVaultCertificateContact",
                "Add-AzureKeyVaultCertificateContact");
    }

    @Override
    protected void run(Run run) {
        ObjectTarget target = ObjectTarget.of(run);
        List<String> added = run.arguments().texts("EmailAddress");
        if (!run.goesOn(String.join(", ", added), "Add certificate contact")) {
            return;
        }
        List<Contact> contacts = new ArrayList<>(target.vault().certificates().contacts());
        for (String email : added) {
            if (contacts.stream().noneMatch(it -> CertificateContacts.isTo(it, email))) {
                contacts.add(new Contact(email, null, null));
            }
        }
        CertificateContacts.set(run, target, contacts);
    }
}
