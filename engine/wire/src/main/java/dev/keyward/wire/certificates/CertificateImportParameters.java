package dev.keyward.wire.certificates;

import dev.keyward.model.SecretBytes;
import dev.keyward.wire.JsonReader;
import dev.keyward.wire.JsonWriter;
import dev.keyward.wire.ObjectAttributes;
import dev.keyward.wire.Required;
import dev.keyward.wire.WireBody;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Import Certificate.
///
/// @param value UTF-8 octets of PEM text, or of PKCS#12 or PEM in base64
/// @param password of PKCS#12, UTF-8 octets
public record CertificateImportParameters(
        SecretBytes value,
        @Nullable SecretBytes password,
        @Nullable PolicyBody policy,
        ObjectAttributes attributes,
        @Nullable Map<String, String> tags,
        @Nullable Boolean preserveCertOrder)
        implements WireBody, AutoCloseable {
    public static CertificateImportParameters parse(byte[] json) {
        return JsonReader.parse(json, CertificateImportParameters::read);
    }

    private static CertificateImportParameters read(JsonReader in) {
        SecretBytes value = null;
        SecretBytes password = null;
        PolicyBody policy = null;
        ObjectAttributes attributes = ObjectAttributes.NONE;
        Map<String, String> tags = null;
        Boolean preserveCertOrder = null;
        while (in.next()) {
            switch (in.member()) {
                case "value" -> value = in.secretText();
                case "pwd" -> password = in.secretText();
                case "policy" -> policy = in.object(PolicyBody::read);
                case "attributes" -> attributes = in.object(ObjectAttributes::read);
                case "tags" -> tags = in.textMap();
                case "preserveCertOrder" -> preserveCertOrder = in.bool();
                default -> in.skip();
            }
        }
        return new CertificateImportParameters(
                Required.member("value", value),
                password,
                policy,
                attributes,
                tags,
                preserveCertOrder);
    }

    @Override
    public void writeMembers(JsonWriter out) {
        out.secretText("value", value);
        out.secretText("pwd", password);
        out.object("policy", policy);
        out.object("attributes", attributes);
        out.textMap("tags", tags);
        out.bool("preserveCertOrder", preserveCertOrder);
    }

    /// Wipes file and password.
    @Override
    public void close() {
        value.close();
        if (password != null) {
            password.close();
        }
    }

    @Override
    public String toString() {
        return "CertificateImportParameters";
    }
}
