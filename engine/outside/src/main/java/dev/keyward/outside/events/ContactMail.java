package dev.keyward.outside.events;

import dev.keyward.model.DeploymentTime;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.VaultId;
import dev.keyward.outside.mail.Mail;
import dev.keyward.records.RecordScope;
import dev.keyward.records.Sealed;
import dev.keyward.records.SealedStore;
import dev.keyward.vault.contacts.Contact;
import dev.keyward.vault.contacts.ContactNotice;
import dev.keyward.vault.contacts.VaultContacts;
import dev.keyward.vault.vaults.Vault;
import dev.keyward.vault.vaults.Vaults;
import java.lang.System.Logger.Level;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/// Writes mails to the contacts of a vault's certificates: one letter a contact, so that each gets
/// it once, whatever becomes of the others.
public final class ContactMail {
    private static final System.Logger LOG = System.getLogger(ContactMail.class.getName());

    private final SealedStore records;
    private final Vaults vaults;
    private final VaultContacts contacts;
    private final Function<Vault, String> urls;
    private final SecureRandom random;
    private final DeploymentTime time;
    private final boolean isSent;
    private final AtomicBoolean said = new AtomicBoolean();

    /// @param urls of vaults
    /// @param isSent whether the settings name a mail server
    public ContactMail(
            SealedStore records,
            Vaults vaults,
            VaultContacts contacts,
            Function<Vault, String> urls,
            SecureRandom random,
            DeploymentTime time,
            boolean isSent) {
        this.records = records;
        this.vaults = vaults;
        this.contacts = contacts;
        this.urls = urls;
        this.random = random;
        this.time = time;
        this.isSent = isSent;
    }

    List<Sealed> letters(VaultId id, ContactNotice notice) {
        List<Contact> to = contacts.find(id).orElse(List.of());
        if (to.isEmpty()) {
            return List.of();
        }
        if (!isSent) {
            if (!said.getAndSet(true)) {
                LOG.log(
                        Level.WARNING,
                        "contacts of certificates are not mailed, since the settings name no"
                                + " mail.host; events and the audit record tell all the same");
            }
            return List.of();
        }
        Optional<Vault> vault = vaults.find(id);
        return vault.isEmpty() ? List.of() : letters(vault.get(), to, notice);
    }

    private List<Sealed> letters(Vault vault, List<Contact> to, ContactNotice notice) {
        RecordScope scope = records.vault(vault.id());
        NoticeText text = new NoticeText(vault.name(), urls.apply(vault), notice);
        Instant due = time.certain();
        List<Sealed> letters = new ArrayList<>();
        for (Contact each : to) {
            if (!Mail.isAddress(each.email())) {
                LOG.log(
                        Level.WARNING,
                        "vault={0}: a contact has an address that nobody can be mailed at",
                        vault.name());
                continue;
            }
            Mail mail = new Mail(each.email(), text.subject(), text.body());
            try (SecretBytes body = mail.toSecretBytes()) {
                letters.add(
                        scope.seal(
                                new Letter(
                                                Letter.newId(random),
                                                new Letter.Recipient.Contact(),
                                                0,
                                                due,
                                                0)
                                        .due(due, body)));
            }
        }
        return letters;
    }
}
