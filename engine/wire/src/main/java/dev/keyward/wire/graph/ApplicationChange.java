package dev.keyward.wire.graph;

import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.wire.JsonReader;
import dev.keyward.wire.JsonWriter;
import dev.keyward.wire.WireBody;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What changes of an application, in either dialect; null for what stays.
public record ApplicationChange(
        @Nullable String displayName,
        @Nullable String homePage,
        @Nullable List<String> identifierUris,
        @Nullable List<KeyCredential> certificates,
        SignInSettings signIn)
        implements WireBody {
    /// Whose certificates stay, and how people sign in to it.
    public ApplicationChange(
            @Nullable String displayName,
            @Nullable String homePage,
            @Nullable List<String> identifierUris) {
        this(displayName, homePage, identifierUris, null, SignInSettings.NOTHING);
    }

    public ApplicationChange {
        identifierUris = identifierUris == null ? null : List.copyOf(identifierUris);
        certificates = certificates == null ? null : List.copyOf(certificates);
    }

    /// @throws VaultException with `BadParameter` for secrets, which are added and removed one by
    ///   one: a list that replaces them all would take away what its sender hasn't seen. Of
    ///   certificates it names by their key ids those that stay
    public static ApplicationChange parse(byte[] json) {
        return JsonReader.parse(
                json,
                in -> {
                    String displayName = null;
                    SignInSettings.Parts signIn = new SignInSettings.Parts();
                    List<String> uris = null;
                    List<KeyCredential> certificates = null;
                    while (in.next()) {
                        switch (in.member()) {
                            case "displayName" -> displayName = in.text();
                            case "identifierUris" -> uris = in.texts();
                            case "keyCredentials" -> certificates = in.objects(KeyCredential::read);
                            case "passwordCredentials" ->
                                    throw new VaultException(
                                            new VaultError.BadParameter(
                                                    in.member(),
                                                    "left to addPassword and removePassword"));
                            default -> {
                                if (!signIn.takes(in)) {
                                    in.skip();
                                }
                            }
                        }
                    }
                    return new ApplicationChange(
                            displayName, signIn.homePage, uris, certificates, signIn.settings());
                });
    }

    /// In AAD Graph's words, as all requests of the client but those about credentials.
    @Override
    public void writeMembers(JsonWriter out) {
        out.text("displayName", displayName);
        out.text("homepage", homePage);
        if (identifierUris != null) {
            out.texts("identifierUris", identifierUris);
        }
    }
}
