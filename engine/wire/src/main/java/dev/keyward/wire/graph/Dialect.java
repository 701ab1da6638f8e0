package dev.keyward.wire.graph;

import dev.keyward.wire.JsonWriter;
import dev.keyward.wire.WireBody;
import java.util.List;

/// Two ways of saying the same: AAD Graph 1.6 of the older tools, Microsoft Graph v1.0 of the
/// newer.
public enum Dialect {
    AAD("objectId", "startDate", "endDate"),
    MICROSOFT("id", "startDateTime", "endDateTime");

    final String idMember;
    final String startMember;
    final String endMember;

    Dialect(String idMember, String startMember, String endMember) {
        this.idMember = idMember;
        this.startMember = startMember;
        this.endMember = endMember;
    }

    public WireBody one(DirectoryObject object) {
        return out -> object.writeMembers(out, this);
    }

    /// @param base URL of the graph, for the metadata member that nobody follows
    public WireBody list(String base, List<? extends DirectoryObject> objects) {
        return values(base, objects.stream().map(this::one).toList());
    }

    /// Of what is the same in both dialects.
    ///
    /// @param base as in [#list]
    public WireBody values(String base, List<? extends WireBody> objects) {
        return out -> {
            switch (this) {
                case AAD -> out.text("odata.metadata", base + "/$metadata#directoryObjects");
                case MICROSOFT ->
                        out.text("@odata.context", base + "/v1.0/$metadata#directoryObjects");
            }
            out.objects("value", objects);
        };
    }

    public WireBody error(String code, String message) {
        return switch (this) {
            case AAD -> out -> out.object("odata.error", error -> writeAad(error, code, message));
            case MICROSOFT ->
                    out ->
                            out.object(
                                    "error",
                                    error -> {
                                        error.text("code", code);
                                        error.text("message", message);
                                    });
        };
    }

    private static void writeAad(JsonWriter out, String code, String message) {
        out.text("code", code);
        out.object(
                "message",
                inner -> {
                    inner.text("lang", "en");
                    inner.text("value", message);
                });
    }

    void writeType(JsonWriter out, String type) {
        switch (this) {
            case AAD -> {
                out.text("odata.type", "Microsoft.DirectoryServices." + type);
                out.text("objectType", type);
            }
            case MICROSOFT ->
                    out.text(
                            "@odata.type",
                            "#microsoft.graph."
                                    + Character.toLowerCase(type.charAt(0))
                                    + type.substring(1));
        }
    }
}
