package dev.keyward.wire.offers;

import dev.keyward.wire.JsonReader;
import dev.keyward.wire.JsonWriter;
import dev.keyward.wire.Required;
import dev.keyward.wire.WireBody;

/// Asks whether a plan or an offer may be called so; answered by [dev.keyward.wire.arm.NameCheck].
///
/// @param resourceType such as `Microsoft.Subscriptions.Admin/plans`
public record NameRequest(String name, String resourceType) implements WireBody {
    public static NameRequest parse(byte[] json) {
        return JsonReader.parse(
                json,
                in -> {
                    String name = null;
                    String type = null;
                    while (in.next()) {
                        switch (in.member()) {
                            case "name" -> name = in.text();
                            case "resourceType" -> type = in.text();
                            default -> in.skip();
                        }
                    }
                    return new NameRequest(
                            Required.member("name", name), Required.member("resourceType", type));
                });
    }

    @Override
    public void writeMembers(JsonWriter out) {
        out.text("name", name);
        out.text("resourceType", resourceType);
    }
}
