package dev.keyward.directory.providers;

import dev.keyward.crypto.encoding.CanonicalReader;
import dev.keyward.crypto.encoding.CanonicalWriter;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which claims of a provider's tokens say who it is.
///
/// @param objectId the claim that names a user or application for good: `oid` of Entra ID, `sub` of
///   Keycloak and most others, `primarysid` of AD FS
/// @param name of a user, for people to read; null for the first there is of `preferred_username`,
///   `upn` and `unique_name`. An application has none
/// @param client the application the user came through; null for the first there is of `azp`,
///   `appid` and `client_id`
/// @param groups the claim that lists the groups
/// @param ids how its ids become object ids
public record ClaimMapping(
        String objectId, @Nullable String name, @Nullable String client, String groups, Ids ids) {
    public static final String USUAL_OBJECT_ID = "sub";
    public static final String USUAL_GROUPS = "groups";

    /// What becomes of an id of the provider's.
    public enum Ids {
        /// A GUID that is worked out from issuer and id: whatever a provider says, it names nobody
        /// of the directory or of another provider.
        DERIVED("Derived"),
        /// GUIDs and SIDs stay as they are, and the rest is [#DERIVED]: for the one directory of a
        /// tenant whose object ids its administrators know.
        AS_ISSUED("AsIssued");

        private final String word;

        Ids(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }

        /// @throws dev.keyward.model.VaultException with `BadParameter`
        public static Ids parse(String text) {
            for (Ids each : values()) {
                if (each.word.equalsIgnoreCase(text)) {
                    return each;
                }
            }
            throw new VaultException(
                    new VaultError.BadParameter("objectIds", "Derived or AsIssued"));
        }
    }

    /// @throws dev.keyward.model.VaultException with `BadParameter`
    public ClaimMapping {
        claim("objectIdClaim", objectId);
        claim("nameClaim", name);
        claim("clientClaim", client);
        claim("groupsClaim", groups);
    }

    private static void claim(String parameter, @Nullable String name) {
        Rule.require(
                name == null || Rule.isText(name) && name.length() <= 256,
                parameter,
                "the name of a claim, of at most 256 characters");
    }

    List<String> names() {
        return name == null ? List.of("preferred_username", "upn", "unique_name") : List.of(name);
    }

    List<String> clients() {
        return client == null ? List.of("azp", "appid", "client_id") : List.of(client);
    }

    void write(CanonicalWriter out) {
        out.text(objectId).text(name).text(client).text(groups).text(ids.word);
    }

    static ClaimMapping read(CanonicalReader in) {
        return new ClaimMapping(
                in.text(), in.optionalText(), in.optionalText(), in.text(), Ids.parse(in.text()));
    }
}
