package dev.keyward.api.data.certificates;

import dev.keyward.api.data.objects.Bodies;
import dev.keyward.api.exchange.ApiResponse;
import dev.keyward.api.exchange.Exchange;
import dev.keyward.vault.contacts.Contact;
import dev.keyward.vault.contacts.VaultContacts;
import dev.keyward.wire.certificates.ContactsBody;
import java.util.List;

/// The operations on the contacts of a vault (data-plane-certificates.md, section 1, 3 to 5).
final class ContactHandlers {
    private final VaultContacts contacts;

    ContactHandlers(VaultContacts contacts) {
        this.contacts = contacts;
    }

    ApiResponse set(Exchange exchange) {
        List<Contact> wanted =
                ContactsBody.parse(exchange.body()).contacts().stream()
                        .map(each -> new Contact(each.email(), each.name(), each.phone()))
                        .toList();
        return answer(
                exchange,
                exchange.await(
                        contacts.set(exchange.vault(), wanted, _ -> exchange.evidence(200).get())));
    }

    ApiResponse get(Exchange exchange) {
        return answer(exchange, contacts.get(exchange.vault()));
    }

    ApiResponse delete(Exchange exchange) {
        return answer(
                exchange,
                exchange.await(
                        contacts.delete(exchange.vault(), _ -> exchange.evidence(200).get())));
    }

    private static ApiResponse answer(Exchange exchange, List<Contact> contacts) {
        return Bodies.ok(
                new ContactsBody(
                        exchange.endpoints().vault(exchange.vault()) + "/certificates/contacts",
                        contacts.stream()
                                .map(each ->
                                        new ContactsBody.Contact(
                                                each.email(), each.name(), each.phone()))
                                .toList()));
    }
}
