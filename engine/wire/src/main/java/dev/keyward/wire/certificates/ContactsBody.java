package dev.keyward.wire.certificates;

import dev.keyward.wire.JsonReader;
import dev.keyward.wire.JsonWriter;
import dev.keyward.wire.Required;
import dev.keyward.wire.WireBody;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The contacts of a vault.
///
/// @param id answers only
public record ContactsBody(@Nullable String id, List<Contact> contacts) implements WireBody {
    public static ContactsBody parse(byte[] json) {
        return JsonReader.parse(json, ContactsBody::read);
    }

    public static ContactsBody read(JsonReader in) {
        String id = null;
        List<Contact> contacts = null;
        while (in.next()) {
            switch (in.member()) {
                case "id" -> id = in.text();
                case "contacts" -> contacts = in.objects(Contact::read);
                default -> in.skip();
            }
        }
        return new ContactsBody(id, Required.member("contacts", contacts));
    }

    @Override
    public void writeMembers(JsonWriter out) {
        out.text("id", id);
        out.objects("contacts", contacts);
    }

    /// One of them.
    public record Contact(String email, @Nullable String name, @Nullable String phone)
            implements WireBody {
        static Contact read(JsonReader in) {
            String email = null;
            String name = null;
            String phone = null;
            while (in.next()) {
                switch (in.member()) {
                    case "email" -> email = in.text();
                    case "name" -> name = in.text();
                    case "phone" -> phone = in.text();
                    default -> in.skip();
                }
            }
            return new Contact(Required.member("contacts.email", email), name, phone);
        }

        @Override
        public void writeMembers(JsonWriter out) {
            out.text("email", email);
            out.text("name", name);
            out.text("phone", phone);
        }
    }
}
