package dev.keyward.wire.certificates;

import dev.keyward.wire.Deletion;
import dev.keyward.wire.JsonReader;
import dev.keyward.wire.JsonWriter;
import dev.keyward.wire.ObjectAttributes;
import dev.keyward.wire.ObjectBody;
import dev.keyward.wire.Required;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One line of a list of certificates, live or deleted.
///
/// @param id without version in the list of certificates, with it in the list of versions
/// @param x5t SHA-1 of the certificate; absent until it is issued
/// @param deletion nothing in it for a live certificate
public record CertificateItem(
        String id,
        byte @Nullable [] x5t,
        ObjectAttributes attributes,
        @Nullable Map<String, String> tags,
        Deletion deletion)
        implements ObjectBody {
    public static CertificateItem read(JsonReader in) {
        String id = null;
        byte[] x5t = null;
        ObjectAttributes attributes = ObjectAttributes.NONE;
        Map<String, String> tags = null;
        Deletion deletion = Deletion.NONE;
        while (in.next()) {
            switch (in.member()) {
                case "id" -> id = in.text();
                case "x5t" -> x5t = in.base64url();
                case "attributes" -> attributes = in.object(ObjectAttributes::read);
                case "tags" -> tags = in.textMap();
                default -> deletion = deletion.take(in);
            }
        }
        return new CertificateItem(Required.member("id", id), x5t, attributes, tags, deletion);
    }

    @Override
    public void writeMembers(JsonWriter out) {
        deletion.writeMembers(out);
        out.text("id", id);
        out.base64url("x5t", x5t);
        out.object("attributes", attributes);
        out.textMap("tags", tags);
    }

    @Override
    public String toString() {
        return "CertificateItem[" + id + "]";
    }
}
