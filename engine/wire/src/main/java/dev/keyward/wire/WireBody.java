package dev.keyward.wire;

/// A body that writes itself as one JSON object.
public interface WireBody {
    /// Writes the members, in the order the service sends them, without the braces.
    void writeMembers(JsonWriter out);

    /// The body as UTF-8 JSON.
    default byte[] toJson() {
        return JsonWriter.write(this);
    }
}
