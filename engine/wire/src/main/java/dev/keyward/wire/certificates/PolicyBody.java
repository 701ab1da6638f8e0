package dev.keyward.wire.certificates;

import dev.keyward.wire.JsonReader;
import dev.keyward.wire.JsonWriter;
import dev.keyward.wire.ObjectAttributes;
import dev.keyward.wire.WireBody;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A certificate policy, whole in answers and in parts in requests. What is null isn't there.
///
/// @param id answers only
/// @param attributes `enabled`, and in answers `created` and `updated`
public record PolicyBody(
        @Nullable String id,
        KeyProperties key,
        @Nullable String contentType,
        X509Body x509,
        @Nullable List<LifetimeActionBody> lifetimeActions,
        IssuerReferenceBody issuer,
        ObjectAttributes attributes)
        implements WireBody {
    public static PolicyBody parse(byte[] json) {
        return JsonReader.parse(json, PolicyBody::read);
    }

    public static PolicyBody read(JsonReader in) {
        String id = null;
        KeyProperties key = KeyProperties.NONE;
        String contentType = null;
        X509Body x509 = X509Body.NONE;
        List<LifetimeActionBody> actions = null;
        IssuerReferenceBody issuer = IssuerReferenceBody.NONE;
        ObjectAttributes attributes = ObjectAttributes.NONE;
        while (in.next()) {
            switch (in.member()) {
                case "id" -> id = in.text();
                case "key_props" -> key = in.object(KeyProperties::read);
                case "secret_props" -> contentType = in.object(PolicyBody::contentType);
                case "x509_props" -> x509 = in.object(X509Body::read);
                case "lifetime_actions" -> actions = in.objects(LifetimeActionBody::read);
                case "issuer" -> issuer = in.object(IssuerReferenceBody::read);
                case "attributes" -> attributes = in.object(ObjectAttributes::read);
                default -> in.skip();
            }
        }
        return new PolicyBody(id, key, contentType, x509, actions, issuer, attributes);
    }

    private static @Nullable String contentType(JsonReader in) {
        String contentType = null;
        while (in.next()) {
            switch (in.member()) {
                case "contentType" -> contentType = in.text();
                default -> in.skip();
            }
        }
        return contentType;
    }

    @Override
    public void writeMembers(JsonWriter out) {
        out.text("id", id);
        out.object("key_props", key);
        out.object("secret_props", (WireBody) secret -> secret.text("contentType", contentType));
        out.object("x509_props", x509);
        out.objects("lifetime_actions", lifetimeActions);
        out.object("issuer", issuer);
        out.object("attributes", attributes);
    }
}
