package dev.keyward.wire;

import org.jspecify.annotations.Nullable;

/// The body of a backup answer and of a restore request: an opaque blob.
public record BackupBlob(byte[] value) implements WireBody {
    public static BackupBlob parse(byte[] json) {
        return JsonReader.parse(json, BackupBlob::read);
    }

    public static BackupBlob read(JsonReader in) {
        byte @Nullable [] value = null;
        while (in.next()) {
            if (in.member().equals("value")) {
                value = in.base64url();
            } else {
                in.skip();
            }
        }
        return new BackupBlob(Required.member("value", value));
    }

    @Override
    public void writeMembers(JsonWriter out) {
        out.base64url("value", value);
    }

    @Override
    public String toString() {
        return "BackupBlob[" + value.length + " bytes]";
    }
}
