package dev.keyward.wire.certificates;

import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.wire.Base64Url;
import dev.keyward.wire.JsonReader;
import dev.keyward.wire.JsonWriter;
import dev.keyward.wire.ObjectAttributes;
import dev.keyward.wire.Required;
import dev.keyward.wire.WireBody;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Merge Certificate.
///
/// @param x5c X.509 in DER each, or one PKCS#7 bundle
public record CertificateMergeParameters(
        List<byte[]> x5c, ObjectAttributes attributes, @Nullable Map<String, String> tags)
        implements WireBody {
    public static CertificateMergeParameters parse(byte[] json) {
        return JsonReader.parse(json, CertificateMergeParameters::read);
    }

    private static CertificateMergeParameters read(JsonReader in) {
        List<byte[]> x5c = null;
        ObjectAttributes attributes = ObjectAttributes.NONE;
        Map<String, String> tags = null;
        while (in.next()) {
            switch (in.member()) {
                case "x5c" ->
                        x5c = in.texts().stream().map(CertificateMergeParameters::decoded).toList();
                case "attributes" -> attributes = in.object(ObjectAttributes::read);
                case "tags" -> tags = in.textMap();
                default -> in.skip();
            }
        }
        return new CertificateMergeParameters(Required.member("x5c", x5c), attributes, tags);
    }

    private static byte[] decoded(String text) {
        return Base64Url.decodeEither(text)
                .orElseThrow(
                        () -> new VaultException(new VaultError.BadParameter("x5c", "base64")));
    }

    @Override
    public void writeMembers(JsonWriter out) {
        out.texts("x5c", x5c.stream().map(Base64.getEncoder()::encodeToString).toList());
        out.object("attributes", attributes);
        out.textMap("tags", tags);
    }

    @Override
    public String toString() {
        return "CertificateMergeParameters";
    }
}
