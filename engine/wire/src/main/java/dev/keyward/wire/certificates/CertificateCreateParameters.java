package dev.keyward.wire.certificates;

import dev.keyward.wire.JsonReader;
import dev.keyward.wire.JsonWriter;
import dev.keyward.wire.ObjectAttributes;
import dev.keyward.wire.WireBody;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Create Certificate.
///
/// @param policy may be absent where the certificate has one
public record CertificateCreateParameters(
        @Nullable PolicyBody policy,
        ObjectAttributes attributes,
        @Nullable Map<String, String> tags,
        @Nullable Boolean preserveCertOrder)
        implements WireBody {
    public static CertificateCreateParameters parse(byte[] json) {
        return JsonReader.parse(json, CertificateCreateParameters::read);
    }

    private static CertificateCreateParameters read(JsonReader in) {
        PolicyBody policy = null;
        ObjectAttributes attributes = ObjectAttributes.NONE;
        Map<String, String> tags = null;
        Boolean preserveCertOrder = null;
        while (in.next()) {
            switch (in.member()) {
                case "policy" -> policy = in.object(PolicyBody::read);
                case "attributes" -> attributes = in.object(ObjectAttributes::read);
                case "tags" -> tags = in.textMap();
                case "preserveCertOrder" -> preserveCertOrder = in.bool();
                default -> in.skip();
            }
        }
        return new CertificateCreateParameters(policy, attributes, tags, preserveCertOrder);
    }

    @Override
    public void writeMembers(JsonWriter out) {
        out.object("policy", policy);
        out.object("attributes", attributes);
        out.textMap("tags", tags);
        out.bool("preserveCertOrder", preserveCertOrder);
    }

    @Override
    public String toString() {
        return "CertificateCreateParameters";
    }
}
