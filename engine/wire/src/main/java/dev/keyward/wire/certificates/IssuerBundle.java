package dev.keyward.wire.certificates;

import dev.keyward.wire.JsonReader;
import dev.keyward.wire.JsonWriter;
import dev.keyward.wire.ObjectAttributes;
import dev.keyward.wire.Required;
import dev.keyward.wire.WireBody;
import org.jspecify.annotations.Nullable;

/// An issuer of a vault, as answers show it: never with its password.
///
/// @param id such as `https://v.../certificates/issuers/i`
public record IssuerBundle(
        String id,
        String provider,
        @Nullable String accountId,
        @Nullable OrganizationBody organization,
        ObjectAttributes attributes)
        implements WireBody {
    public static IssuerBundle read(JsonReader in) {
        String id = null;
        String provider = null;
        String accountId = null;
        OrganizationBody organization = null;
        ObjectAttributes attributes = ObjectAttributes.NONE;
        while (in.next()) {
            switch (in.member()) {
                case "id" -> id = in.text();
                case "provider" -> provider = in.text();
                case "credentials" -> accountId = in.object(IssuerBundle::readAccount);
                case "org_details" -> organization = in.object(OrganizationBody::read);
                case "attributes" -> attributes = in.object(ObjectAttributes::read);
                default -> in.skip();
            }
        }
        return new IssuerBundle(
                Required.member("id", id),
                Required.member("provider", provider),
                accountId,
                organization,
                attributes);
    }

    private static @Nullable String readAccount(JsonReader in) {
        String accountId = null;
        while (in.next()) {
            switch (in.member()) {
                case "account_id" -> accountId = in.text();
                default -> in.skip();
            }
        }
        return accountId;
    }

    @Override
    public void writeMembers(JsonWriter out) {
        out.text("id", id);
        out.text("provider", provider);
        if (accountId != null) {
            out.object("credentials", (WireBody) each -> each.text("account_id", accountId));
        }
        if (organization != null) {
            out.object(
                    "org_details",
                    (WireBody)
                            each -> {
                                organization.writeMembers(each);
                                // Undocumented; the service sends it.
                                each.number("zip", 0);
                            });
        }
        out.object("attributes", attributes);
    }

    @Override
    public String toString() {
        return "IssuerBundle[" + id + "]";
    }
}
