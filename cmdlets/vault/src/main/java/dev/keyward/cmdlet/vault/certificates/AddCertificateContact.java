package dev.keyward.cmdlet.vault.certificates;

import dev.keyward.cmdlet.vault.shape.Names;
import dev.keyward.cmdlet.vault.shape.ObjectTarget;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import dev.keyward.wire.certificates.ContactsBody.Contact;
import java.util.ArrayList;
import java.util.List;

final class AddCertificateContact extends VaultCmdlet {
    AddCertificateContact() {
        super(
                Names.of(
                        "Add-CertificateContact",
                        "Add-AzKeyVaultCertificateContact",
                        "Add-AzureKeyVaultCertificateContact"),
                "Adds mail addresses that are told of a vault's certificates.",
                CertificateContacts.signature("Interactive", "ByObject"));
    }

    @Override
    public List<Example> examples() {
        return List.of(
                new Example(
                        "Have somebody told",
                        "(Add-CertificateContact demo ops@example.org -PassThru).Email",
                        "ops@example.org"));
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
