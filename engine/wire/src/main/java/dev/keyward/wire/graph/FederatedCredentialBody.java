package dev.keyward.wire.graph;

import dev.keyward.wire.JsonReader;
import dev.keyward.wire.JsonWriter;
import dev.keyward.wire.WireBody;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A federated identity credential of an application (Microsoft Graph v1.0,
/// `federatedIdentityCredential`).
///
/// @param id null in requests
/// @param name null in a change
/// @param issuer null in a change where it stays, as are the others
public record FederatedCredentialBody(
        @Nullable String id,
        @Nullable String name,
        @Nullable String issuer,
        @Nullable String subject,
        @Nullable List<String> audiences,
        @Nullable String description)
        implements WireBody {
    public FederatedCredentialBody {
        audiences = audiences == null ? null : List.copyOf(audiences);
    }

    public static FederatedCredentialBody parse(byte[] json) {
        return JsonReader.parse(json, FederatedCredentialBody::read);
    }

    private static FederatedCredentialBody read(JsonReader in) {
        String name = null;
        String issuer = null;
        String subject = null;
        List<String> audiences = null;
        String description = null;
        while (in.next()) {
            switch (in.member()) {
                case "name" -> name = in.text();
                case "issuer" -> issuer = in.text();
                case "subject" -> subject = in.text();
                case "audiences" -> audiences = in.texts();
                case "description" -> description = in.text();
                default -> in.skip();
            }
        }
        return new FederatedCredentialBody(null, name, issuer, subject, audiences, description);
    }

    @Override
    public void writeMembers(JsonWriter out) {
        out.text("id", id);
        out.text("name", name);
        out.text("issuer", issuer);
        out.text("subject", subject);
        out.texts("audiences", audiences);
        out.text("description", description);
    }
}
