package dev.keyward.wire.offers;

import dev.keyward.wire.JsonReader;
import dev.keyward.wire.JsonWriter;
import dev.keyward.wire.Required;
import dev.keyward.wire.WireBody;
import org.jspecify.annotations.Nullable;

/// An offer as somebody sees it who may subscribe (tenancy.md, section 4): what is in it isn't
/// told.
///
/// @param id such as `/delegatedProviders/default/offers/gold`
public record VisibleOffer(
        String id, String name, @Nullable String displayName, @Nullable String description)
        implements WireBody {
    public static VisibleOffer read(JsonReader in) {
        String id = null;
        String name = null;
        String displayName = null;
        String description = null;
        while (in.next()) {
            switch (in.member()) {
                case "id" -> id = in.text();
                case "name" -> name = in.text();
                case "displayName" -> displayName = in.text();
                case "description" -> description = in.text();
                default -> in.skip();
            }
        }
        return new VisibleOffer(
                Required.member("id", id), Required.member("name", name), displayName, description);
    }

    @Override
    public void writeMembers(JsonWriter out) {
        out.text("id", id);
        out.text("name", name);
        out.text("displayName", displayName);
        out.text("description", description);
    }
}
