package dev.keyward.wire.certificates;

import dev.keyward.wire.JsonReader;
import dev.keyward.wire.JsonWriter;
import dev.keyward.wire.Required;
import dev.keyward.wire.WireBody;

/// One line of a list of issuers.
public record IssuerItem(String id, String provider) implements WireBody {
    public static IssuerItem read(JsonReader in) {
        String id = null;
        String provider = "";
        while (in.next()) {
            switch (in.member()) {
                case "id" -> id = in.text();
                case "provider" -> provider = in.text();
                default -> in.skip();
            }
        }
        return new IssuerItem(Required.member("id", id), provider);
    }

    @Override
    public void writeMembers(JsonWriter out) {
        out.text("id", id);
        out.text("provider", provider);
    }
}
