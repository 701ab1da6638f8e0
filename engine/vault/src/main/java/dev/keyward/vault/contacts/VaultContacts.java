package dev.keyward.vault.contacts;

import dev.keyward.crypto.encoding.CanonicalReader;
import dev.keyward.crypto.encoding.CanonicalWriter;
import dev.keyward.model.ObjectName;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.model.VaultId;
import dev.keyward.records.Sealed;
import dev.keyward.records.SealedStore;
import dev.keyward.store.Store;
import dev.keyward.vault.objects.Belongings;
import dev.keyward.vault.objects.Evidence;
import dev.keyward.vault.rows.Attempts;
import dev.keyward.vault.stored.SideCodec;
import dev.keyward.vault.stored.SideRows;
import dev.keyward.vault.vaults.Vault;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// Who is told of the certificates of a vault (data-plane-certificates, operations 3 to 5). The
/// whole list is set at a time.
public final class VaultContacts {
    private static final ObjectName ROW = new ObjectName("contacts");

    private final SideRows<List<Contact>> rows;
    private final Store store;

    public VaultContacts(SealedStore records, Store store) {
        this.rows = new SideRows<>(ContactsCodec.LABEL, new ContactsCodec(), records);
        this.store = store;
    }

    /// @throws VaultException with `ContactsNotFound`
    public List<Contact> get(Vault vault) {
        return find(vault.id()).orElseThrow(VaultContacts::notFound);
    }

    /// Those of a vault, on their way to another deployment.
    public Belongings belongings() {
        return rows.belongings("list of");
    }

    public Optional<List<Contact>> find(VaultId vault) {
        return rows.find(vault, ROW).map(SideRows.Row::value);
    }

    public CompletionStage<List<Contact>> set(
            Vault vault, List<Contact> contacts, Evidence<List<Contact>> evidence) {
        List<Contact> next = List.copyOf(contacts);
        return Attempts.run(() -> {
            Sealed row =
                    rows.seal(
                            vault.id(),
                            ROW,
                            next,
                            rows.find(vault.id(), ROW).map(SideRows.Row::revision).orElse(0L));
            return store.change(tx -> {
                rows.scope(vault.id()).put(tx, row);
                tx.evidence(evidence.of(next));
                return next;
            });
        });
    }

    /// @return those that were removed; fails with `ContactsNotFound`
    public CompletionStage<List<Contact>> delete(Vault vault, Evidence<List<Contact>> evidence) {
        return Attempts.run(() -> {
            SideRows.Row<List<Contact>> row =
                    rows.find(vault.id(), ROW).orElseThrow(VaultContacts::notFound);
            return store.change(tx -> {
                rows.delete(tx, vault.id(), ROW, row.revision());
                tx.evidence(evidence.of(row.value()));
                return row.value();
            });
        });
    }

    private static VaultException notFound() {
        return new VaultException(new VaultError.ContactsNotFound());
    }

    /// People's names, sealed.
    private static final class ContactsCodec implements SideCodec<List<Contact>> {
        static final String LABEL = "certificate-contacts";
        private static final String PAYLOAD = "certificate-contacts-payload";

        @Override
        public byte[] clear(List<Contact> contacts) {
            return CanonicalWriter.of(LABEL, 1).number(contacts.size()).toBytes();
        }

        @Override
        public SecretBytes payload(List<Contact> contacts) {
            CanonicalWriter out = CanonicalWriter.of(PAYLOAD, 1).count(contacts.size());
            contacts.forEach(each -> out.text(each.email()).text(each.name()).text(each.phone()));
            return out.toSecretBytes();
        }

        @Override
        public List<Contact> read(byte[] clear, @Nullable SecretBytes payload) {
            if (payload == null) {
                throw CanonicalReader.malformed(LABEL);
            }
            CanonicalReader.read(clear, LABEL, in -> in.expectFormat(1).number());
            return CanonicalReader.read(
                    payload,
                    PAYLOAD,
                    in -> {
                        int count = in.expectFormat(1).count();
                        List<Contact> contacts = new ArrayList<>(count);
                        for (int i = 0; i < count; i++) {
                            contacts.add(
                                    new Contact(in.text(), in.optionalText(), in.optionalText()));
                        }
                        return contacts;
                    });
        }

        @Override
        public long dueEpochSecond(List<Contact> contacts) {
            return 0;
        }

        @Override
        public boolean isBackedUp() {
            return false;
        }
    }
}
