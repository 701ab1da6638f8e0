package dev.keyward.wire.arm;

import dev.keyward.wire.JsonReader;
import dev.keyward.wire.JsonWriter;
import dev.keyward.wire.WireBody;

/// Whether a directory tenant consents to the deployment.
///
/// @param domain of the directory
public record ConsentResource(String tenantId, String domain, boolean consented)
        implements WireBody {
    public static ConsentResource read(JsonReader in) {
        String tenantId = "";
        String domain = "";
        boolean consented = false;
        while (in.next()) {
            switch (in.member()) {
                case "tenantId" -> tenantId = in.text();
                case "domain" -> domain = in.text();
                case "consented" -> consented = in.bool();
                default -> in.skip();
            }
        }
        return new ConsentResource(tenantId, domain, consented);
    }

    @Override
    public void writeMembers(JsonWriter out) {
        out.text("tenantId", tenantId);
        out.text("domain", domain);
        out.bool("consented", consented);
    }
}
