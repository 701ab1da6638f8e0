package dev.keyward.wire.secrets;

import dev.keyward.wire.Deletion;
import dev.keyward.wire.JsonReader;
import dev.keyward.wire.JsonWriter;
import dev.keyward.wire.WireBody;

/// A deleted secret; never with its value.
public record DeletedSecretBundle(Deletion deletion, SecretBundle secret) implements WireBody {
    public static DeletedSecretBundle parse(byte[] json) {
        return JsonReader.parse(
                json,
                in -> {
                    SecretBundle.Parts parts = new SecretBundle.Parts();
                    Deletion deletion = Deletion.NONE;
                    while (in.next()) {
                        if (!parts.take(in)) {
                            deletion = deletion.take(in);
                        }
                    }
                    return new DeletedSecretBundle(deletion, parts.bundle());
                });
    }

    @Override
    public void writeMembers(JsonWriter out) {
        deletion.writeMembers(out);
        secret.writeMembers(out);
    }
}
