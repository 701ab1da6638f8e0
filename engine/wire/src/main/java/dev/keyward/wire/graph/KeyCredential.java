package dev.keyward.wire.graph;

import dev.keyward.model.Guids;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.wire.JsonReader;
import dev.keyward.wire.JsonWriter;
import dev.keyward.wire.Required;
import dev.keyward.wire.WireBody;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A certificate of an application (Microsoft Graph v1.0, `keyCredential`; AAD Graph's
/// `KeyCredential` has other words for the same), as it is registered.
///
/// @param keyId null to have one made
/// @param certificate DER or PEM; null for one that the application has already
/// @param start null for the certificate's own
/// @param end null for the certificate's own
public record KeyCredential(
        @Nullable UUID keyId,
        @Nullable String displayName,
        byte @Nullable [] certificate,
        @Nullable Instant start,
        @Nullable Instant end)
        implements WireBody {
    /// The only type that there is here.
    public static final String TYPE = "AsymmetricX509Cert";

    /// The only usage that there is here: assertions are verified by it.
    public static final String USAGE = "Verify";

    /// @throws VaultException with `BadParameter` for another type or usage
    static KeyCredential read(JsonReader in) {
        UUID keyId = null;
        String displayName = null;
        byte[] certificate = null;
        Instant start = null;
        Instant end = null;
        while (in.next()) {
            switch (in.member()) {
                case "keyId" -> keyId = Guids.parse("keyId", in.text());
                case "displayName" -> displayName = in.text();
                case "key", "value" -> certificate = in.base64Either();
                case "startDate", "startDateTime" -> start = in.time();
                case "endDate", "endDateTime" -> end = in.time();
                case "type" -> expect("type", in.text(), TYPE);
                case "usage" -> expect("usage", in.text(), USAGE);
                default -> in.skip();
            }
        }
        return new KeyCredential(keyId, displayName, certificate, start, end);
    }

    /// In Microsoft Graph's words, as all requests of the client about credentials.
    @Override
    public void writeMembers(JsonWriter out) {
        out.text("keyId", keyId == null ? null : keyId.toString());
        out.text("displayName", displayName);
        out.text("type", TYPE);
        out.text("usage", USAGE);
        out.text(
                "key",
                certificate == null ? null : Base64.getEncoder().encodeToString(certificate));
        out.text(Dialect.MICROSOFT.startMember, start == null ? null : start.toString());
        out.text(Dialect.MICROSOFT.endMember, end == null ? null : end.toString());
    }

    private static void expect(String member, String given, String only) {
        if (!given.equals(only)) {
            throw new VaultException(new VaultError.BadParameter(member, only));
        }
    }

    /// One as it is shown: the certificate itself stays here, its thumbprint tells which it is.
    ///
    /// @param thumbprint SHA-1 in hexadecimal, by which tools know certificates
    public record Shown(
            String keyId,
            @Nullable String displayName,
            String thumbprint,
            Instant start,
            Instant end) {
        /// Reads what either dialect says.
        public static Shown read(JsonReader in) {
            String keyId = null;
            String displayName = null;
            String thumbprint = "";
            Instant start = Instant.EPOCH;
            Instant end = Instant.EPOCH;
            while (in.next()) {
                switch (in.member()) {
                    case "keyId" -> keyId = in.text();
                    case "displayName" -> displayName = in.text();
                    case "customKeyIdentifier" -> thumbprint = in.text();
                    case "startDate", "startDateTime" -> start = in.time();
                    case "endDate", "endDateTime" -> end = in.time();
                    default -> in.skip();
                }
            }
            return new Shown(Required.member("keyId", keyId), displayName, thumbprint, start, end);
        }

        public WireBody in(Dialect dialect) {
            return out -> writeMembers(out, dialect);
        }

        private void writeMembers(JsonWriter out, Dialect dialect) {
            out.text("customKeyIdentifier", thumbprint);
            out.text("keyId", keyId);
            out.text("type", TYPE);
            out.text("usage", USAGE);
            out.text(dialect.startMember, start.toString());
            out.text(dialect.endMember, end.toString());
            out.text("displayName", displayName);
        }
    }

    /// Body of `addKey`.
    ///
    /// @param proof a JWT signed by the key of a certificate that the application has; null where
    ///   an administrator asks
    public record Adding(KeyCredential credential, @Nullable String proof) implements WireBody {
        public static Adding parse(byte[] json) {
            return JsonReader.parse(
                    json,
                    in -> {
                        KeyCredential credential = null;
                        String proof = null;
                        while (in.next()) {
                            switch (in.member()) {
                                case "keyCredential" -> credential = in.object(KeyCredential::read);
                                case "proof" -> proof = in.text();
                                default -> in.skip();
                            }
                        }
                        return new Adding(Required.member("keyCredential", credential), proof);
                    });
        }

        @Override
        public void writeMembers(JsonWriter out) {
            out.object("keyCredential", credential);
            out.text("proof", proof);
        }
    }

    /// Body of `removeKey`.
    ///
    /// @param proof as in [Adding]
    public record Removing(UUID keyId, @Nullable String proof) {
        public static Removing parse(byte[] json) {
            return JsonReader.parse(
                    json,
                    in -> {
                        UUID keyId = null;
                        String proof = null;
                        while (in.next()) {
                            switch (in.member()) {
                                case "keyId" -> keyId = Guids.parse("keyId", in.text());
                                case "proof" -> proof = in.text();
                                default -> in.skip();
                            }
                        }
                        return new Removing(Required.member("keyId", keyId), proof);
                    });
        }
    }
}
