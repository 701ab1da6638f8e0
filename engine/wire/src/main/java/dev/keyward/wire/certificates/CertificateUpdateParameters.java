package dev.keyward.wire.certificates;

import dev.keyward.wire.JsonReader;
import dev.keyward.wire.JsonWriter;
import dev.keyward.wire.ObjectAttributes;
import dev.keyward.wire.WireBody;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Update Certificate.
public record CertificateUpdateParameters(
        @Nullable PolicyBody policy,
        ObjectAttributes attributes,
        @Nullable Map<String, String> tags)
        implements WireBody {
    public static CertificateUpdateParameters parse(byte[] json) {
        return JsonReader.parse(json, CertificateUpdateParameters::read);
    }

    private static CertificateUpdateParameters read(JsonReader in) {
        PolicyBody policy = null;
        ObjectAttributes attributes = ObjectAttributes.NONE;
        Map<String, String> tags = null;
        while (in.next()) {
            switch (in.member()) {
                case "policy" -> policy = in.object(PolicyBody::read);
                case "attributes" -> attributes = in.object(ObjectAttributes::read);
                case "tags" -> tags = in.textMap();
                default -> in.skip();
            }
        }
        return new CertificateUpdateParameters(policy, attributes, tags);
    }

    @Override
    public void writeMembers(JsonWriter out) {
        out.object("policy", policy);
        out.object("attributes", attributes);
        out.textMap("tags", tags);
    }

    @Override
    public String toString() {
        return "CertificateUpdateParameters";
    }
}
