package dev.keyward.directory.principals;

import dev.keyward.crypto.encoding.CanonicalReader;
import dev.keyward.crypto.encoding.CanonicalWriter;
import dev.keyward.model.Bug;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.TenantId;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.records.entities.EntityKind;
import dev.keyward.records.entities.Index;
import dev.keyward.records.entities.Parent;
import dev.keyward.records.entities.Unique;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A registered application. What it may do hangs on its service principal, which has another id.
///
/// @param appId the client id
/// @param objectId of the registration
public record Application(
        TenantId tenant,
        UUID appId,
        UUID objectId,
        String displayName,
        Profile profile,
        List<Credential> credentials) {
    static final EntityKind<Application> KIND = new Kind();

    /// Identifier URIs are unique in a tenant.
    static final Unique<Application> URI =
            Unique.ofEach(
                    "uri",
                    application ->
                            application.profile.identifierUris.stream()
                                    .map(uri -> uri(application.tenant, uri))
                                    .toList());

    /// By [#URI] in lower case: tools don't mind letter case.
    static final Index<Application, String> ANY_CASE_URI =
            Index.ofEach(application ->
                    application.profile.identifierUris.stream()
                            .map(uri -> anyCaseUri(application.tenant, uri))
                            .toList());

    static final Index<Application, UUID> OBJECT_ID = Index.of(Application::objectId);

    /// By tenant, those with a secret that people chose.
    static final Index<Application, TenantId> CHOSEN_SECRET =
            Index.ofEach(application ->
                    application.credentials.stream().anyMatch(Credential::isChosen)
                            ? List.of(application.tenant)
                            : List.of());

    public Application {
        credentials = List.copyOf(credentials);
    }

    private static String uri(TenantId tenant, String uri) {
        return tenant + "/" + uri;
    }

    static String anyCaseUri(TenantId tenant, String uri) {
        return uri(tenant, uri.toLowerCase(Locale.ROOT));
    }

    Application with(String name, Profile next) {
        return new Application(tenant, appId, objectId, name, next, credentials);
    }

    Application withCredentials(List<Credential> next) {
        return new Application(tenant, appId, objectId, displayName, profile, next);
    }

    /// What tools keep with an application; nothing here decides anything.
    public record Profile(@Nullable String homePage, List<String> identifierUris) {
        public static final Profile NONE = new Profile(null, List.of());

        public Profile {
            identifierUris = List.copyOf(identifierUris);
        }
    }

    /// One of the secrets of an application, as far as it may be told.
    ///
    /// @param hash of the secret
    /// @param hint its first characters, empty for a secret that people chose
    /// @param start inclusive
    /// @param end exclusive
    public record Credential(
            UUID keyId,
            @Nullable String displayName,
            String hint,
            Instant start,
            Instant end,
            SecretHash hash) {
        boolean isChosen() {
            return hash instanceof SecretHash.OfPassword;
        }

        public boolean isValid(Instant now) {
            return !now.isBefore(start) && now.isBefore(end);
        }
    }

    /// What may be told of credentials stands in clear, their hashes sealed.
    private static final class Kind implements EntityKind<Application> {
        private static final String HASHES = "credential-hashes";
        private static final int RANDOM = 1;
        private static final int PASSWORD = 2;

        @Override
        public String word() {
            return "application";
        }

        @Override
        public String key(Application application) {
            return application.appId.toString();
        }

        @Override
        public byte[] clear(Application application) {
            CanonicalWriter out =
                    CanonicalWriter.of(word(), 1)
                            .uuid(application.tenant.value())
                            .uuid(application.appId)
                            .uuid(application.objectId)
                            .text(application.displayName)
                            .text(application.profile.homePage)
                            .texts(application.profile.identifierUris)
                            .count(application.credentials.size());
            for (Credential credential : application.credentials) {
                out.uuid(credential.keyId)
                        .text(credential.displayName)
                        .text(credential.hint)
                        .number(credential.start.getEpochSecond())
                        .number(credential.end.getEpochSecond());
            }
            return out.toBytes();
        }

        @Override
        public SecretBytes sealed(Application application) {
            CanonicalWriter out =
                    CanonicalWriter.of(HASHES, 1).count(application.credentials.size());
            for (Credential credential : application.credentials) {
                switch (credential.hash) {
                    case SecretHash.OfRandom(SecretBytes mac) -> out.number(RANDOM).secret(mac);
                    case SecretHash.OfPassword(SecretBytes phc) -> out.number(PASSWORD).secret(phc);
                }
            }
            return out.toSecretBytes();
        }

        @Override
        public Application read(CanonicalReader in, @Nullable SecretBytes sealed) {
            in.expectFormat(1);
            List<SecretHash> hashes = CanonicalReader.read(required(sealed), HASHES, Kind::hashes);
            return new Application(
                    new TenantId(in.uuid()),
                    in.uuid(),
                    in.uuid(),
                    in.text(),
                    new Profile(in.optionalText(), in.texts()),
                    credentials(in, hashes));
        }

        private static List<Credential> credentials(CanonicalReader in, List<SecretHash> hashes) {
            int count = in.count();
            if (count != hashes.size()) {
                throw Bug.because(
                        "an application with other credentials than hashes passed its MAC");
            }
            List<Credential> credentials = new ArrayList<>();
            for (SecretHash hash : hashes) {
                credentials.add(
                        new Credential(
                                in.uuid(),
                                in.optionalText(),
                                in.text(),
                                Instant.ofEpochSecond(in.number()),
                                Instant.ofEpochSecond(in.number()),
                                hash));
            }
            return credentials;
        }

        private static List<SecretHash> hashes(CanonicalReader in) {
            in.expectFormat(1);
            int count = in.count();
            List<SecretHash> hashes = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                hashes.add(
                        switch (in.smallNumber()) {
                            case RANDOM -> new SecretHash.OfRandom(in.secret());
                            case PASSWORD -> new SecretHash.OfPassword(in.secret());
                            default ->
                                    throw new VaultException(
                                            new VaultError.IntegrityFailure(
                                                    "a credential has an unknown kind"));
                        });
            }
            return hashes;
        }

        @Override
        public List<Unique<Application>> uniques() {
            return List.of(URI);
        }

        @Override
        public List<Index<Application, ?>> indexes() {
            return List.of(ANY_CASE_URI, OBJECT_ID, CHOSEN_SECRET);
        }

        @Override
        public Optional<Parent<Application>> parent() {
            return Optional.of(
                    new Parent<>("tenant", application -> application.tenant.toString()));
        }
    }
}
