package dev.keyward.wire.certificates;

import dev.keyward.wire.JsonReader;
import dev.keyward.wire.JsonWriter;
import dev.keyward.wire.WireBody;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The `sans` of a policy.
public record SansBody(
        @Nullable List<String> emails,
        @Nullable List<String> dnsNames,
        @Nullable List<String> upns,
        @Nullable List<String> uris,
        @Nullable List<String> ipAddresses)
        implements WireBody {
    static SansBody read(JsonReader in) {
        List<String> emails = null;
        List<String> dnsNames = null;
        List<String> upns = null;
        List<String> uris = null;
        List<String> ipAddresses = null;
        while (in.next()) {
            switch (in.member()) {
                case "emails" -> emails = in.texts();
                case "dns_names" -> dnsNames = in.texts();
                case "upns" -> upns = in.texts();
                case "uris" -> uris = in.texts();
                case "ipAddresses" -> ipAddresses = in.texts();
                default -> in.skip();
            }
        }
        return new SansBody(emails, dnsNames, upns, uris, ipAddresses);
    }

    @Override
    public void writeMembers(JsonWriter out) {
        out.texts("emails", emails);
        out.texts("dns_names", dnsNames);
        out.texts("upns", upns);
        out.texts("uris", uris);
        out.texts("ipAddresses", ipAddresses);
    }
}
