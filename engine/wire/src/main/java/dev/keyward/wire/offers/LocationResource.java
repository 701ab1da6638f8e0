package dev.keyward.wire.offers;

import dev.keyward.wire.JsonReader;
import dev.keyward.wire.JsonWriter;
import dev.keyward.wire.Required;
import dev.keyward.wire.WireBody;

/// Where the deployment has vaults.
public record LocationResource(String id, String name) implements WireBody {
    public static LocationResource read(JsonReader in) {
        String id = null;
        String name = null;
        while (in.next()) {
            switch (in.member()) {
                case "id" -> id = in.text();
                case "name" -> name = in.text();
                default -> in.skip();
            }
        }
        return new LocationResource(Required.member("id", id), Required.member("name", name));
    }

    @Override
    public void writeMembers(JsonWriter out) {
        out.text("id", id);
        out.text("name", name);
        out.text("type", "Microsoft.Subscriptions.Admin/locations");
        out.text("displayName", name);
    }
}
