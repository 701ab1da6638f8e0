package dev.keyward.wire.certificates;

import dev.keyward.wire.Deletion;
import dev.keyward.wire.JsonReader;
import dev.keyward.wire.JsonWriter;
import dev.keyward.wire.ObjectAttributes;
import dev.keyward.wire.ObjectBody;
import dev.keyward.wire.Required;
import dev.keyward.wire.WireBody;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A certificate as answers show it. Key, secret, thumbprint and content are absent until it is
/// issued.
///
/// @param id with version
/// @param x5t SHA-1 of the certificate
/// @param cer DER
/// @param pending id of the record of its making; absent where there is none
/// @param deletion nothing in it for a live certificate
public record CertificateBundle(
        String id,
        @Nullable String kid,
        @Nullable String sid,
        byte @Nullable [] x5t,
        byte @Nullable [] cer,
        ObjectAttributes attributes,
        @Nullable Map<String, String> tags,
        @Nullable PolicyBody policy,
        @Nullable Boolean preserveCertOrder,
        @Nullable String pending,
        Deletion deletion)
        implements ObjectBody {
    public static CertificateBundle read(JsonReader in) {
        Parts parts = new Parts();
        while (in.next()) {
            parts.take(in);
        }
        return parts.bundle();
    }

    @Override
    public void writeMembers(JsonWriter out) {
        deletion.writeMembers(out);
        out.text("id", id);
        out.text("kid", kid);
        out.text("sid", sid);
        out.base64url("x5t", x5t);
        out.text("cer", cer == null ? null : Base64.getEncoder().encodeToString(cer));
        out.object("attributes", attributes);
        out.textMap("tags", tags);
        out.object("policy", policy);
        out.bool("preserveCertOrder", preserveCertOrder);
        if (pending != null) {
            out.object("pending", (WireBody) each -> each.text("id", pending));
        }
    }

    @Override
    public String toString() {
        return "CertificateBundle[" + id + "]";
    }

    /// Collects the members as they come.
    private static final class Parts {
        private @Nullable String id;
        private @Nullable String kid;
        private @Nullable String sid;
        private byte @Nullable [] x5t;
        private byte @Nullable [] cer;
        private ObjectAttributes attributes = ObjectAttributes.NONE;
        private Deletion deletion = Deletion.NONE;
        private @Nullable Map<String, String> tags;
        private @Nullable PolicyBody policy;
        private @Nullable Boolean preserveCertOrder;
        private @Nullable String pending;

        void take(JsonReader in) {
            switch (in.member()) {
                case "id" -> id = in.text();
                case "kid" -> kid = in.text();
                case "sid" -> sid = in.text();
                case "x5t" -> x5t = in.base64url();
                case "cer" -> cer = in.base64Either();
                case "attributes" -> attributes = in.object(ObjectAttributes::read);
                case "tags" -> tags = in.textMap();
                case "policy" -> policy = in.object(PolicyBody::read);
                case "preserveCertOrder" -> preserveCertOrder = in.bool();
                case "pending" -> pending = in.object(Parts::idOf);
                default -> deletion = deletion.take(in);
            }
        }

        private static @Nullable String idOf(JsonReader in) {
            String id = null;
            while (in.next()) {
                switch (in.member()) {
                    case "id" -> id = in.text();
                    default -> in.skip();
                }
            }
            return id;
        }

        CertificateBundle bundle() {
            return new CertificateBundle(
                    Required.member("id", id),
                    kid,
                    sid,
                    x5t,
                    cer,
                    attributes,
                    tags,
                    policy,
                    preserveCertOrder,
                    pending,
                    deletion);
        }
    }
}
