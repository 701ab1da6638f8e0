package dev.keyward.directory.principals;

import dev.keyward.crypto.CanonicalReader;
import dev.keyward.crypto.CanonicalWriter;
import dev.keyward.directory.shelves.Shelf;
import dev.keyward.model.Bug;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.TenantId;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How applications are stored: what may be told of their credentials in clear, the hashes sealed.
final class ApplicationLayout implements Shelf.Layout<Application> {
    private static final String HASHES = "credential-hashes";
    private static final int RANDOM = 1;
    private static final int PASSWORD = 2;

    @Override
    public String kind() {
        return "application";
    }

    @Override
    public String name(Application application) {
        return application.appId().toString();
    }

    /// Identifier URIs are unique in a tenant; tools find applications by them and by object id.
    @Override
    public List<String> aliases(Application application) {
        List<String> aliases = new ArrayList<>();
        aliases.add(application.objectId().toString());
        application
                .profile()
                .identifierUris()
                .forEach(uri -> aliases.add(uriAlias(application.tenant(), uri)));
        return aliases;
    }

    static String uriAlias(TenantId tenant, String uri) {
        return tenant + "/" + uri;
    }

    @Override
    public byte[] clear(Application application) {
        CanonicalWriter out =
                CanonicalWriter.of(kind(), 1)
                        .uuid(application.tenant().value())
                        .uuid(application.appId())
                        .uuid(application.objectId())
                        .text(application.displayName())
                        .text(application.profile().homePage())
                        .texts(application.profile().identifierUris())
                        .count(application.credentials().size());
        for (Application.Credential credential : application.credentials()) {
            out.uuid(credential.keyId())
                    .text(credential.displayName())
                    .text(credential.hint())
                    .number(credential.start().getEpochSecond())
                    .number(credential.end().getEpochSecond());
        }
        return out.toBytes();
    }

    @Override
    public SecretBytes secret(Application application) {
        CanonicalWriter out = CanonicalWriter.of(HASHES, 1).count(application.credentials().size());
        for (Application.Credential credential : application.credentials()) {
            switch (credential.hash()) {
                case SecretHash.OfRandom(SecretBytes mac) -> out.number(RANDOM).secret(mac);
                case SecretHash.OfPassword(SecretBytes phc) -> out.number(PASSWORD).secret(phc);
            }
        }
        return out.toSecretBytes();
    }

    @Override
    public Application read(CanonicalReader in, @Nullable SecretBytes secret) {
        in.expectFormat(1);
        List<SecretHash> hashes =
                CanonicalReader.read(
                        Shelf.required(kind(), secret), HASHES, ApplicationLayout::hashes);
        return new Application(
                new TenantId(in.uuid()),
                in.uuid(),
                in.uuid(),
                in.text(),
                new Application.Profile(in.optionalText(), in.texts()),
                credentials(in, hashes));
    }

    private static List<Application.Credential> credentials(
            CanonicalReader in, List<SecretHash> hashes) {
        int count = in.count();
        if (count != hashes.size()) {
            throw Bug.because("an application with other credentials than hashes passed its MAC");
        }
        List<Application.Credential> credentials = new ArrayList<>();
        for (SecretHash hash : hashes) {
            credentials.add(
                    new Application.Credential(
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
}
