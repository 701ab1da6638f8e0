package dev.keyward.vault.certificates;

import dev.keyward.model.ObjectName;
import dev.keyward.model.VaultId;
import dev.keyward.records.Sealed;
import dev.keyward.vault.contacts.ContactLetters;
import dev.keyward.vault.contacts.ContactNotice;
import dev.keyward.vault.stored.Head;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes the letters to contacts that are written with a change of a certificate.
final class ContactNotices {
    private final CertificateRows rows;
    private final ContactLetters letters;

    ContactNotices(CertificateRows rows, ContactLetters letters) {
        this.rows = rows;
        this.letters = letters;
    }

    /// @param content of the current version
    List<Sealed> of(
            VaultId vault,
            ContactNotice.What what,
            Head head,
            CertificateContent content,
            @Nullable String reason) {
        return letters.letters(
                vault,
                new ContactNotice(
                        what,
                        head.name(),
                        head.current(),
                        content.attributes().expires(),
                        rows.objects().now(),
                        reason));
    }

    /// None of the first version: whoever asks for it sees what becomes of it.
    List<Sealed> notRenewed(VaultId vault, ObjectName name, String reason) {
        return rows.head(vault, name)
                .flatMap(head ->
                        rows.content(vault, head.name(), head.current())
                                .filter(current -> current.chain() != null)
                                .map(current ->
                                        of(
                                                vault,
                                                ContactNotice.What.NOT_RENEWED,
                                                head,
                                                current,
                                                reason)))
                .orElse(List.of());
    }
}
