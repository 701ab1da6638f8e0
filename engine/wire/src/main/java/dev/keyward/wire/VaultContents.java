package dev.keyward.wire;

import dev.keyward.model.SecretBytes;
import org.jspecify.annotations.Nullable;

/// What was exported from a vault of a development server, or imported into it: how many objects.
///
/// @param value of an export: an opaque blob, sealed
public record VaultContents(int keys, int secrets, int certificates, byte @Nullable [] value)
        implements WireBody {
    /// Asks for an export, or with a value for an import.
    ///
    /// @param passphrase that the value is sealed under
    public record Request(SecretBytes passphrase, byte @Nullable [] value) {
        public static Request parse(byte[] json) {
            return JsonReader.parse(
                    json,
                    in -> {
                        SecretBytes passphrase = null;
                        byte @Nullable [] value = null;
                        while (in.next()) {
                            switch (in.member()) {
                                case "passphrase" -> passphrase = in.secretText();
                                case "value" -> value = in.base64url();
                                default -> in.skip();
                            }
                        }
                        return new Request(Required.member("passphrase", passphrase), value);
                    });
        }

        /// @throws dev.keyward.model.VaultException with `BadParameter` if there is none
        public byte[] requiredValue() {
            return Required.member("value", value);
        }

        @Override
        public String toString() {
            return "VaultContents.Request";
        }
    }

    @Override
    public void writeMembers(JsonWriter out) {
        out.number("keys", keys);
        out.number("secrets", secrets);
        out.number("certificates", certificates);
        out.base64url("value", value);
    }

    @Override
    public String toString() {
        return "VaultContents[" + keys + ", " + secrets + ", " + certificates + "]";
    }
}
