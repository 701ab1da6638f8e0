package dev.keyward.wire.certificates;

import dev.keyward.wire.JsonReader;
import dev.keyward.wire.JsonWriter;
import dev.keyward.wire.WireBody;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The `x509_props` of a policy.
///
/// @param ca `basic_constraints.ca`; answers only
public record X509Body(
        @Nullable String subject,
        @Nullable SansBody sans,
        @Nullable List<String> ekus,
        @Nullable List<String> keyUsage,
        @Nullable Integer validityMonths,
        @Nullable Boolean ca)
        implements WireBody {
    public static final X509Body NONE = new X509Body(null, null, null, null, null, null);

    static X509Body read(JsonReader in) {
        String subject = null;
        SansBody sans = null;
        List<String> ekus = null;
        List<String> keyUsage = null;
        Integer validityMonths = null;
        Boolean ca = null;
        while (in.next()) {
            switch (in.member()) {
                case "subject" -> subject = in.text();
                case "sans" -> sans = in.object(SansBody::read);
                case "ekus" -> ekus = in.texts();
                case "key_usage" -> keyUsage = in.texts();
                case "validity_months" -> validityMonths = in.integer();
                case "basic_constraints" -> ca = in.object(X509Body::readCa);
                default -> in.skip();
            }
        }
        return new X509Body(subject, sans, ekus, keyUsage, validityMonths, ca);
    }

    private static @Nullable Boolean readCa(JsonReader in) {
        Boolean ca = null;
        while (in.next()) {
            switch (in.member()) {
                case "ca" -> ca = in.bool();
                default -> in.skip();
            }
        }
        return ca;
    }

    @Override
    public void writeMembers(JsonWriter out) {
        out.text("subject", subject);
        out.object("sans", sans);
        out.texts("ekus", ekus);
        out.texts("key_usage", keyUsage);
        out.number("validity_months", validityMonths);
        if (ca != null) {
            out.object("basic_constraints", (WireBody) constraints -> constraints.bool("ca", ca));
        }
    }
}
