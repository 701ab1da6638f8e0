package dev.keyward.cmdlet.vault.certificates;

import dev.keyward.client.objects.CertificateCalls;
import dev.keyward.cmdlet.vault.shape.IssuerShapes;
import dev.keyward.cmdlet.vault.shape.ObjectTarget;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.wire.certificates.ContactsBody.Contact;
import java.util.List;

/// Changes the contacts of a vault.
final class CertificateContacts {
    private CertificateContacts() {}

    /// Sets the contacts that are to be, and shows them where that's asked for.
    static void set(Run run, ObjectTarget target, List<Contact> contacts) {
        CertificateCalls certificates = target.vault().certificates();
        if (contacts.isEmpty()) {
            certificates.deleteContacts();
        } else {
            certificates.setContacts(contacts);
        }
        if (run.flag("PassThru")) {
            write(run, target, contacts);
        }
    }

    static void write(Run run, ObjectTarget target, List<Contact> contacts) {
        contacts.forEach(it -> run.write(IssuerShapes.contact(it, target.look().vaultName())));
    }

    static boolean isTo(Contact contact, String email) {
        return contact.email().equalsIgnoreCase(email);
    }
}
