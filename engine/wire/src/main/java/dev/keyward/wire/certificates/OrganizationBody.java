package dev.keyward.wire.certificates;

import dev.keyward.wire.JsonReader;
import dev.keyward.wire.JsonWriter;
import dev.keyward.wire.WireBody;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The `org_details` of an issuer.
///
/// @param administrators null isn't said
public record OrganizationBody(@Nullable String id, @Nullable List<Administrator> administrators)
        implements WireBody {
    static OrganizationBody read(JsonReader in) {
        String id = null;
        List<Administrator> administrators = null;
        while (in.next()) {
            switch (in.member()) {
                case "id" -> id = in.text();
                case "admin_details" -> administrators = in.objects(Administrator::read);
                default -> in.skip();
            }
        }
        return new OrganizationBody(id, administrators);
    }

    @Override
    public void writeMembers(JsonWriter out) {
        out.text("id", id);
        out.objects("admin_details", administrators);
    }

    /// A person the provider may turn to.
    public record Administrator(
            @Nullable String firstName,
            @Nullable String lastName,
            @Nullable String email,
            @Nullable String phone)
            implements WireBody {
        static Administrator read(JsonReader in) {
            String firstName = null;
            String lastName = null;
            String email = null;
            String phone = null;
            while (in.next()) {
                switch (in.member()) {
                    case "first_name" -> firstName = in.text();
                    case "last_name" -> lastName = in.text();
                    case "email" -> email = in.text();
                    case "phone" -> phone = in.text();
                    default -> in.skip();
                }
            }
            return new Administrator(firstName, lastName, email, phone);
        }

        @Override
        public void writeMembers(JsonWriter out) {
            out.text("first_name", firstName);
            out.text("last_name", lastName);
            out.text("email", email);
            out.text("phone", phone);
        }
    }
}
