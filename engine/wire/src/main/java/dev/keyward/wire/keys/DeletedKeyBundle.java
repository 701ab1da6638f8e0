package dev.keyward.wire.keys;

import dev.keyward.wire.Deletion;
import dev.keyward.wire.JsonReader;
import dev.keyward.wire.JsonWriter;
import dev.keyward.wire.WireBody;

/// A deleted key.
public record DeletedKeyBundle(Deletion deletion, KeyBundle key) implements WireBody {
    public static DeletedKeyBundle parse(byte[] json) {
        return JsonReader.parse(
                json,
                in -> {
                    KeyBundle.Parts parts = new KeyBundle.Parts();
                    Deletion deletion = Deletion.NONE;
                    while (in.next()) {
                        if (!parts.take(in)) {
                            deletion = deletion.take(in);
                        }
                    }
                    return new DeletedKeyBundle(deletion, parts.bundle());
                });
    }

    @Override
    public void writeMembers(JsonWriter out) {
        deletion.writeMembers(out);
        key.writeMembers(out);
    }
}
