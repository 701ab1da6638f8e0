package dev.keyward.wire.graph;

import dev.keyward.model.Guids;
import dev.keyward.model.SecretBytes;
import dev.keyward.wire.JsonReader;
import dev.keyward.wire.JsonWriter;
import dev.keyward.wire.Required;
import dev.keyward.wire.WireBody;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An application to register, in either dialect.
public record ApplicationParameters(
        String displayName,
        @Nullable String homePage,
        List<String> identifierUris,
        List<Secret> secrets,
        List<KeyCredential> certificates,
        SignInSettings signIn)
        implements WireBody, AutoCloseable {
    /// Without certificates, of an application that nobody signs in to.
    public ApplicationParameters(
            String displayName,
            @Nullable String homePage,
            List<String> identifierUris,
            List<Secret> secrets) {
        this(displayName, homePage, identifierUris, secrets, List.of(), SignInSettings.NOTHING);
    }

    public ApplicationParameters {
        identifierUris = List.copyOf(identifierUris);
        secrets = List.copyOf(secrets);
        certificates = List.copyOf(certificates);
    }

    /// A secret that the client chose, or the frame of one to be made.
    ///
    /// @param value null to have one made
    public record Secret(
            @Nullable UUID keyId,
            @Nullable String displayName,
            @Nullable SecretBytes value,
            @Nullable Instant start,
            @Nullable Instant end)
            implements WireBody {
        /// In AAD Graph's words, as all requests of the client.
        @Override
        public void writeMembers(JsonWriter out) {
            out.text("keyId", keyId == null ? null : keyId.toString());
            out.text("displayName", displayName);
            out.secretText("value", value);
            out.text(Dialect.AAD.startMember, start == null ? null : start.toString());
            out.text(Dialect.AAD.endMember, end == null ? null : end.toString());
        }
    }

    public static ApplicationParameters parse(byte[] json) {
        return JsonReader.parse(
                json,
                in -> {
                    String displayName = null;
                    SignInSettings.Parts signIn = new SignInSettings.Parts();
                    List<String> uris = List.of();
                    List<Secret> secrets = List.of();
                    List<KeyCredential> certificates = List.of();
                    while (in.next()) {
                        switch (in.member()) {
                            case "displayName" -> displayName = in.text();
                            case "identifierUris" -> uris = in.texts();
                            case "passwordCredentials" ->
                                    secrets = in.objects(ApplicationParameters::readSecret);
                            case "keyCredentials" -> certificates = in.objects(KeyCredential::read);
                            default -> {
                                if (!signIn.takes(in)) {
                                    in.skip();
                                }
                            }
                        }
                    }
                    return new ApplicationParameters(
                            Required.member("displayName", displayName),
                            signIn.homePage,
                            uris,
                            secrets,
                            certificates,
                            signIn.settings());
                });
    }

    /// Body of `addPassword`: the frame of a secret to be made.
    public static Secret parseAddPassword(byte[] json) {
        if (json.length == 0) {
            return new Secret(null, null, null, null, null);
        }
        return JsonReader.parse(
                json,
                in -> {
                    Secret secret = new Secret(null, null, null, null, null);
                    while (in.next()) {
                        if (in.member().equals("passwordCredential")) {
                            secret = in.object(ApplicationParameters::readSecret);
                        } else {
                            in.skip();
                        }
                    }
                    return secret;
                });
    }

    /// The same as a client asks for it, in Microsoft Graph's words: only these name the secret.
    ///
    /// @param start null for now
    /// @param end null for as long as the service takes for granted
    public record NewSecret(
            @Nullable String displayName, @Nullable Instant start, @Nullable Instant end)
            implements WireBody {
        @Override
        public void writeMembers(JsonWriter out) {
            out.object(
                    "passwordCredential",
                    frame -> {
                        frame.text("displayName", displayName);
                        frame.text(
                                Dialect.MICROSOFT.startMember,
                                start == null ? null : start.toString());
                        frame.text(
                                Dialect.MICROSOFT.endMember, end == null ? null : end.toString());
                    });
        }
    }

    /// Body of `removePassword`.
    public static UUID parseRemovePassword(byte[] json) {
        return Guids.parse("keyId", SimpleParameters.parse(json).required("keyId"));
    }

    private static Secret readSecret(JsonReader in) {
        UUID keyId = null;
        String displayName = null;
        SecretBytes value = null;
        Instant start = null;
        Instant end = null;
        while (in.next()) {
            switch (in.member()) {
                case "keyId" -> keyId = Guids.parse("keyId", in.text());
                case "displayName" -> displayName = in.text();
                case "value", "secretText" -> value = in.secretText();
                case "startDate", "startDateTime" -> start = in.time();
                case "endDate", "endDateTime" -> end = in.time();
                default -> in.skip();
            }
        }
        return new Secret(keyId, displayName, value, start, end);
    }

    @Override
    public void writeMembers(JsonWriter out) {
        out.text("displayName", displayName);
        out.text("homepage", homePage);
        out.texts("identifierUris", identifierUris);
        if (!secrets.isEmpty()) {
            out.objects("passwordCredentials", secrets);
        }
    }

    /// Wipes the secrets.
    @Override
    public void close() {
        for (Secret secret : secrets) {
            if (secret.value() != null) {
                secret.value().close();
            }
        }
    }

    @Override
    public String toString() {
        return "ApplicationParameters[" + displayName + "]";
    }
}
