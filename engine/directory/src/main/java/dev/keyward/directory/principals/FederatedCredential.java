package dev.keyward.directory.principals;

import dev.keyward.crypto.encoding.CanonicalReader;
import dev.keyward.crypto.encoding.CanonicalWriter;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.records.entities.EntityKind;
import dev.keyward.records.entities.Parent;
import dev.keyward.records.entities.Unique;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Whom else an application is believed to be: a workload of Kubernetes, of GitHub, of GitLab, or
/// of any other issuer of OpenID Connect, by the exact words of its tokens.
///
/// @param appId of the application
/// @param name by which people know it; never changed, and no other of the application has it
public record FederatedCredential(
        UUID appId, UUID id, String name, Trust trust, @Nullable String description) {
    static final EntityKind<FederatedCredential> KIND = new Kind();

    /// Two of an application with the same words would be one.
    static final Unique<FederatedCredential> WORDS =
            Unique.of(
                    "words",
                    credential ->
                            credential.appId
                                    + "\n"
                                    + credential.trust.issuer
                                    + "\n"
                                    + credential.trust.subject);

    static final Unique<FederatedCredential> NAME =
            Unique.of("name", credential -> name(credential.appId, credential.name));

    private static final Pattern NAME_RULE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{2,119}");
    private static final int LONGEST = 600;

    /// @throws VaultException with `BadParameter`
    public FederatedCredential {
        refuseUnless(
                NAME_RULE.matcher(name).matches(),
                "name",
                "3 to 120 letters, digits, hyphens and underscores, a letter or digit first");
        refuseUnless(
                description == null || description.length() <= LONGEST,
                "description",
                "at most 600 characters");
    }

    static String name(UUID appId, String name) {
        return appId + "/" + name;
    }

    FederatedCredential with(Trust next, @Nullable String text) {
        return new FederatedCredential(appId, id, name, next, text);
    }

    /// The words of the tokens that are believed. They are compared as they are, letter by letter.
    ///
    /// @param issuer `https`, without query and fragment; `/.well-known/openid-configuration`
    ///   follows it
    /// @param audiences one of them has to be the token's
    public record Trust(String issuer, String subject, List<String> audiences) {
        /// @throws VaultException with `BadParameter`
        public Trust {
            audiences = List.copyOf(audiences);
            refuseUnless(
                    issuer.length() <= LONGEST && isIssuer(issuer),
                    "issuer",
                    "an https URL without query and fragment, of at most 600 characters");
            refuseUnless(
                    !subject.isBlank() && subject.length() <= LONGEST && subject.indexOf('\n') < 0,
                    "subject",
                    "1 to 600 characters");
            refuseUnless(
                    audiences.size() == 1
                            && !audiences.getFirst().isBlank()
                            && audiences.getFirst().length() <= LONGEST,
                    "audiences",
                    "one text of 1 to 600 characters");
        }

        private static boolean isIssuer(String text) {
            try {
                URI url = URI.create(text);
                return "https".equals(url.getScheme())
                        && url.getHost() != null
                        && url.getRawUserInfo() == null
                        && url.getRawQuery() == null
                        && url.getRawFragment() == null;
            } catch (IllegalArgumentException _) {
                return false;
            }
        }
    }

    private static void refuseUnless(boolean fact, String parameter, String mustBe) {
        if (!fact) {
            throw new VaultException(new VaultError.BadParameter(parameter, mustBe));
        }
    }

    private static final class Kind implements EntityKind<FederatedCredential> {
        @Override
        public String word() {
            return "federated-credential";
        }

        @Override
        public String key(FederatedCredential credential) {
            return credential.appId + "/" + credential.id;
        }

        @Override
        public byte[] clear(FederatedCredential credential) {
            return CanonicalWriter.of(word(), 1)
                    .uuid(credential.appId)
                    .uuid(credential.id)
                    .text(credential.name)
                    .text(credential.trust.issuer)
                    .text(credential.trust.subject)
                    .texts(credential.trust.audiences)
                    .text(credential.description)
                    .toBytes();
        }

        @Override
        public FederatedCredential read(CanonicalReader in, @Nullable SecretBytes sealed) {
            in.expectFormat(1);
            return new FederatedCredential(
                    in.uuid(),
                    in.uuid(),
                    in.text(),
                    new Trust(in.text(), in.text(), in.texts()),
                    in.optionalText());
        }

        @Override
        public List<Unique<FederatedCredential>> uniques() {
            return List.of(WORDS, NAME);
        }

        @Override
        public Optional<Parent<FederatedCredential>> parent() {
            return Optional.of(
                    new Parent<>("application", credential -> credential.appId.toString()));
        }
    }
}
