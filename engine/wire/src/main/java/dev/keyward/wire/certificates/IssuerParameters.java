package dev.keyward.wire.certificates;

import dev.keyward.model.SecretBytes;
import dev.keyward.wire.JsonReader;
import dev.keyward.wire.JsonWriter;
import dev.keyward.wire.ObjectAttributes;
import dev.keyward.wire.WireBody;
import org.jspecify.annotations.Nullable;

/// Set or Update Certificate Issuer. What is null isn't said.
///
/// @param password UTF-8 octets
public record IssuerParameters(
        @Nullable String provider,
        @Nullable String accountId,
        @Nullable SecretBytes password,
        @Nullable OrganizationBody organization,
        ObjectAttributes attributes)
        implements WireBody, AutoCloseable {
    public static IssuerParameters parse(byte[] json) {
        return JsonReader.parse(json, IssuerParameters::read);
    }

    private static IssuerParameters read(JsonReader in) {
        String provider = null;
        Credentials credentials = new Credentials(null, null);
        OrganizationBody organization = null;
        ObjectAttributes attributes = ObjectAttributes.NONE;
        while (in.next()) {
            switch (in.member()) {
                case "provider" -> provider = in.text();
                case "credentials" -> credentials = in.object(Credentials::read);
                case "org_details" -> organization = in.object(OrganizationBody::read);
                case "attributes" -> attributes = in.object(ObjectAttributes::read);
                default -> in.skip();
            }
        }
        return new IssuerParameters(
                provider, credentials.accountId, credentials.password, organization, attributes);
    }

    @Override
    public void writeMembers(JsonWriter out) {
        out.text("provider", provider);
        if (accountId != null || password != null) {
            out.object("credentials", new Credentials(accountId, password));
        }
        out.object("org_details", organization);
        out.object("attributes", attributes);
    }

    /// Wipes the password.
    @Override
    public void close() {
        if (password != null) {
            password.close();
        }
    }

    @Override
    public String toString() {
        return "IssuerParameters";
    }

    private record Credentials(@Nullable String accountId, @Nullable SecretBytes password)
            implements WireBody {
        static Credentials read(JsonReader in) {
            String accountId = null;
            SecretBytes password = null;
            while (in.next()) {
                switch (in.member()) {
                    case "account_id" -> accountId = in.text();
                    case "pwd" -> password = in.secretText();
                    default -> in.skip();
                }
            }
            return new Credentials(accountId, password);
        }

        @Override
        public void writeMembers(JsonWriter out) {
            out.text("account_id", accountId);
            out.secretText("pwd", password);
        }

        @Override
        public String toString() {
            return "Credentials";
        }
    }
}
