package dev.keyward.cmdlet.vault.certificates;

import dev.keyward.cmdlet.vault.shape.Names;
import dev.keyward.cmdlet.vault.shape.ObjectTarget;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import dev.keyward.wire.certificates.ContactsBody.Contact;
import java.util.ArrayList;
import java.util.List;

final class RemoveCertificateContact extends VaultCmdlet {
    RemoveCertificateContact() {
        super(
                Names.of(
                        "Remove-CertificateContact",
                        "Remove-AzKeyVaultCertificateContact",
                        "Remove-AzureKeyVaultCertificateContact"),
                "Takes mail addresses off those that are told of a vault's certificates.",
                CertificateContacts.signature("ByName", "ByObject"));
    }

    @Override
    public List<Example> examples() {
        return List.of(
                new Example(
                        "Have somebody told no longer",
                        "Add-CertificateContact demo ops@example.org, dev@example.org;"
                                + " (Remove-CertificateContact demo ops@example.org -PassThru)"
                                + ".Email",
                        "dev@example.org"));
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
