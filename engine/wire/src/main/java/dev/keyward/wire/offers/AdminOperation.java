package dev.keyward.wire.offers;

import dev.keyward.wire.JsonWriter;
import dev.keyward.wire.WireBody;

/// Something that the operator's side of subscriptions can do, and roles can allow.
///
/// @param name such as `Microsoft.Subscriptions.Admin/plans/write`
public record AdminOperation(String name) implements WireBody {
    @Override
    public void writeMembers(JsonWriter out) {
        int resource = name.indexOf('/');
        int operation = name.lastIndexOf('/');
        out.text("name", name);
        out.bool("isDataAction", false);
        out.object(
                "display",
                display -> {
                    display.text("provider", name.substring(0, resource));
                    display.text("resource", name.substring(resource + 1, operation));
                    display.text("operation", name.substring(operation + 1));
                    display.text("description", name);
                });
    }
}
