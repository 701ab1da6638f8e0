package dev.keyward.wire.certificates;

import dev.keyward.wire.JsonReader;
import dev.keyward.wire.JsonWriter;
import dev.keyward.wire.WireBody;
import org.jspecify.annotations.Nullable;

/// The `issuer` of a policy or an operation.
///
/// @param cty the kind of certificate the provider sells, such as `OV-SSL`
public record IssuerReferenceBody(
        @Nullable String name, @Nullable String cty, @Nullable Boolean certTransparency)
        implements WireBody {
    public static final IssuerReferenceBody NONE = new IssuerReferenceBody(null, null, null);

    static IssuerReferenceBody read(JsonReader in) {
        String name = null;
        String cty = null;
        Boolean certTransparency = null;
        while (in.next()) {
            switch (in.member()) {
                case "name" -> name = in.text();
                case "cty" -> cty = in.text();
                case "cert_transparency" -> certTransparency = in.bool();
                default -> in.skip();
            }
        }
        return new IssuerReferenceBody(name, cty, certTransparency);
    }

    @Override
    public void writeMembers(JsonWriter out) {
        out.text("name", name);
        out.text("cty", cty);
        out.bool("cert_transparency", certTransparency);
    }
}
