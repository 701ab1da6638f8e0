package dev.keyward.wire;

import dev.keyward.model.SecretBytes;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What was exported from a vault of a development server, or imported into it.
///
/// @param counts how many there are
/// @param value of an export: an opaque blob, sealed; sent as texts of base64url that follow each
///   other, since one text may only be so long
public record VaultContents(Counts counts, byte @Nullable [] value) implements WireBody {
    private static final int PIECE_BYTES = 1 << 20;

    /// @param deleted keys, secrets and certificates that can be recovered
    /// @param contacts 1 for a vault that has a list of them
    /// @param operations certificates that wait for a merge
    /// @param authorities roots and intermediates of the vault's own
    public record Counts(
            int keys,
            int secrets,
            int certificates,
            int deleted,
            int issuers,
            int contacts,
            int operations,
            int authorities) {}

    /// Asks for an export, or with a value for an import.
    ///
    /// @param passphrase that the value is sealed under
    public record Request(SecretBytes passphrase, byte @Nullable [] value) implements WireBody {
        public static Request parse(byte[] json) {
            return JsonReader.parse(
                    json,
                    in -> {
                        SecretBytes passphrase = null;
                        byte @Nullable [] value = null;
                        while (in.next()) {
                            switch (in.member()) {
                                case "passphrase" -> passphrase = in.secretText();
                                case "value" -> value = joined(in.texts());
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
        public void writeMembers(JsonWriter out) {
            out.secretText("passphrase", passphrase);
            out.texts("value", value == null ? null : pieces(value));
        }

        @Override
        public String toString() {
            return "VaultContents.Request";
        }
    }

    public static VaultContents read(JsonReader in) {
        CountsRead counts = new CountsRead();
        byte @Nullable [] value = null;
        while (in.next()) {
            if (in.member().equals("value")) {
                value = joined(in.texts());
            } else {
                counts.take(in);
            }
        }
        return new VaultContents(counts.counts(), value);
    }

    /// Collects the members as they come.
    private static final class CountsRead {
        private int keys;
        private int secrets;
        private int certificates;
        private int deleted;
        private int issuers;
        private int contacts;
        private int operations;
        private int authorities;

        void take(JsonReader in) {
            switch (in.member()) {
                case "keys" -> keys = in.integer();
                case "secrets" -> secrets = in.integer();
                case "certificates" -> certificates = in.integer();
                case "deleted" -> deleted = in.integer();
                case "issuers" -> issuers = in.integer();
                case "contacts" -> contacts = in.integer();
                case "operations" -> operations = in.integer();
                case "authorities" -> authorities = in.integer();
                default -> in.skip();
            }
        }

        Counts counts() {
            return new Counts(
                    keys,
                    secrets,
                    certificates,
                    deleted,
                    issuers,
                    contacts,
                    operations,
                    authorities);
        }
    }

    private static byte[] joined(List<String> pieces) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        pieces.forEach(piece ->
                joined.writeBytes(
                        Base64Url.decode(piece)
                                .orElseThrow(() ->
                                        new VaultException(
                                                new VaultError.BadParameter(
                                                        "value",
                                                        "texts of base64url without padding")))));
        return joined.toByteArray();
    }

    private static List<String> pieces(byte[] value) {
        List<String> pieces = new ArrayList<>();
        Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
        for (int from = 0; from < value.length; from += PIECE_BYTES) {
            pieces.add(
                    encoder.encodeToString(
                            Arrays.copyOfRange(
                                    value, from, Math.min(from + PIECE_BYTES, value.length))));
        }
        return pieces;
    }

    @Override
    public void writeMembers(JsonWriter out) {
        out.number("keys", counts.keys);
        out.number("secrets", counts.secrets);
        out.number("certificates", counts.certificates);
        out.number("deleted", counts.deleted);
        out.number("issuers", counts.issuers);
        out.number("contacts", counts.contacts);
        out.number("operations", counts.operations);
        out.number("authorities", counts.authorities);
        out.texts("value", value == null ? null : pieces(value));
    }

    @Override
    public String toString() {
        return "VaultContents[" + counts + "]";
    }
}
