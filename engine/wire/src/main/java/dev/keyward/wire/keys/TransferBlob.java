package dev.keyward.wire.keys;

import dev.keyward.wire.JsonReader;
import dev.keyward.wire.JsonWriter;
import dev.keyward.wire.Required;
import dev.keyward.wire.WireBody;
import org.jspecify.annotations.Nullable;

/// A `.byok` file (data-plane-keys.md, section 8): a key wrapped by a key-exchange key, so that it
/// travels in the clear nowhere.
///
/// @param kid of the key-exchange key, with version
/// @param alg always `dir`
/// @param enc always `CKM_RSA_AES_KEY_WRAP`
/// @param generator free text: what made it
public record TransferBlob(
        String schemaVersion,
        String kid,
        String alg,
        String enc,
        byte[] ciphertext,
        @Nullable String generator)
        implements WireBody {
    /// The member of an import request that holds it, as errors name it.
    public static final String MEMBER = "key.key_hsm";

    public static final String SCHEMA_VERSION = "1.0.0";
    public static final String ALG = "dir";
    public static final String ENC = "CKM_RSA_AES_KEY_WRAP";

    public static TransferBlob of(String kid, byte[] ciphertext, String generator) {
        return new TransferBlob(SCHEMA_VERSION, kid, ALG, ENC, ciphertext, generator);
    }

    public static TransferBlob parse(byte[] json) {
        return JsonReader.parse(MEMBER, json, TransferBlob::read);
    }

    private static TransferBlob read(JsonReader in) {
        String version = null;
        Header header = new Header(null, null, null);
        byte @Nullable [] ciphertext = null;
        String generator = null;
        while (in.next()) {
            switch (in.member()) {
                case "schema_version" -> version = in.text();
                case "header" -> header = in.object(Header::read);
                case "ciphertext" -> ciphertext = in.base64Either();
                case "generator" -> generator = in.text();
                default -> in.skip();
            }
        }
        return new TransferBlob(
                Required.member(MEMBER + ".schema_version", version),
                Required.member(MEMBER + ".header.kid", header.kid()),
                Required.member(MEMBER + ".header.alg", header.alg()),
                Required.member(MEMBER + ".header.enc", header.enc()),
                Required.member(MEMBER + ".ciphertext", ciphertext),
                generator);
    }

    @Override
    public void writeMembers(JsonWriter out) {
        out.text("schema_version", schemaVersion);
        out.object("header", new Header(kid, alg, enc));
        out.base64url("ciphertext", ciphertext);
        out.text("generator", generator);
    }

    private record Header(@Nullable String kid, @Nullable String alg, @Nullable String enc)
            implements WireBody {
        static Header read(JsonReader in) {
            String kid = null;
            String alg = null;
            String enc = null;
            while (in.next()) {
                switch (in.member()) {
                    case "kid" -> kid = in.text();
                    case "alg" -> alg = in.text();
                    case "enc" -> enc = in.text();
                    default -> in.skip();
                }
            }
            return new Header(kid, alg, enc);
        }

        @Override
        public void writeMembers(JsonWriter out) {
            out.text("kid", kid);
            out.text("alg", alg);
            out.text("enc", enc);
        }
    }

    @Override
    public String toString() {
        return "TransferBlob[" + kid + "]";
    }
}
