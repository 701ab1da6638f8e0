package dev.keyward.directory.principals;

import dev.keyward.crypto.CanonicalReader;
import dev.keyward.crypto.CanonicalWriter;
import dev.keyward.directory.shelves.Shelf;
import dev.keyward.model.PrincipalId;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// How principals are named and stored. Each format is read for as long as any release wrote it.
final class Layouts {
    private Layouts() {}

    static String userAlias(TenantId tenant, String principalName) {
        return tenant + "/" + principalName.toLowerCase(Locale.ROOT);
    }

    static String appAlias(TenantId tenant, UUID appId) {
        return tenant + "/" + appId;
    }

    private static CanonicalWriter standing(CanonicalWriter out, Standing standing) {
        return out.flag(standing.enabled()).number(standing.notBefore().toEpochMilli());
    }

    private static Standing standing(CanonicalReader in) {
        return new Standing(in.flag(), Instant.ofEpochMilli(in.number()));
    }

    static final class OfUser implements Shelf.Layout<Principal.User> {
        @Override
        public String kind() {
            return "user";
        }

        @Override
        public String name(Principal.User user) {
            return user.id().canonical();
        }

        @Override
        public List<String> aliases(Principal.User user) {
            return List.of(userAlias(user.tenant(), user.principalName()));
        }

        @Override
        public byte[] clear(Principal.User user) {
            CanonicalWriter out =
                    CanonicalWriter.of(kind(), 1)
                            .uuid(user.tenant().value())
                            .text(user.id().value())
                            .text(user.principalName())
                            .text(user.displayName())
                            .text(user.mail());
            return standing(out, user.standing()).toBytes();
        }

        @Override
        public @Nullable SecretBytes secret(Principal.User user) {
            return null;
        }

        @Override
        public Principal.User read(CanonicalReader in, @Nullable SecretBytes secret) {
            in.expectFormat(1);
            return new Principal.User(
                    new TenantId(in.uuid()),
                    new PrincipalId(in.text()),
                    in.text(),
                    in.text(),
                    in.optionalText(),
                    standing(in));
        }
    }

    static final class OfGroup implements Shelf.Layout<Principal.Group> {
        @Override
        public String kind() {
            return "group";
        }

        @Override
        public String name(Principal.Group group) {
            return group.id().canonical();
        }

        @Override
        public List<String> aliases(Principal.Group group) {
            return List.of();
        }

        @Override
        public byte[] clear(Principal.Group group) {
            CanonicalWriter out =
                    CanonicalWriter.of(kind(), 1)
                            .uuid(group.tenant().value())
                            .text(group.id().value())
                            .text(group.displayName());
            return PrincipalIds.write(out, group.members()).toBytes();
        }

        @Override
        public @Nullable SecretBytes secret(Principal.Group group) {
            return null;
        }

        @Override
        public Principal.Group read(CanonicalReader in, @Nullable SecretBytes secret) {
            in.expectFormat(1);
            return new Principal.Group(
                    new TenantId(in.uuid()),
                    new PrincipalId(in.text()),
                    in.text(),
                    PrincipalIds.read(in));
        }
    }

    static final class OfServicePrincipal implements Shelf.Layout<Principal.ServicePrincipal> {
        @Override
        public String kind() {
            return "service-principal";
        }

        @Override
        public String name(Principal.ServicePrincipal principal) {
            return principal.id().canonical();
        }

        @Override
        public List<String> aliases(Principal.ServicePrincipal principal) {
            return List.of(appAlias(principal.tenant(), principal.appId()));
        }

        @Override
        public byte[] clear(Principal.ServicePrincipal principal) {
            CanonicalWriter out =
                    CanonicalWriter.of(kind(), 1)
                            .uuid(principal.tenant().value())
                            .text(principal.id().value())
                            .uuid(principal.appId())
                            .text(principal.displayName());
            return standing(out, principal.standing()).toBytes();
        }

        @Override
        public @Nullable SecretBytes secret(Principal.ServicePrincipal principal) {
            return null;
        }

        @Override
        public Principal.ServicePrincipal read(CanonicalReader in, @Nullable SecretBytes secret) {
            in.expectFormat(1);
            return new Principal.ServicePrincipal(
                    new TenantId(in.uuid()),
                    new PrincipalId(in.text()),
                    in.uuid(),
                    in.text(),
                    standing(in));
        }
    }

    static final class OfPassword implements Shelf.Layout<Password> {
        @Override
        public String kind() {
            return "user-password";
        }

        @Override
        public String name(Password password) {
            return password.user().canonical();
        }

        @Override
        public List<String> aliases(Password password) {
            return List.of();
        }

        @Override
        public byte[] clear(Password password) {
            return CanonicalWriter.of(kind(), 1).text(password.user().value()).toBytes();
        }

        @Override
        public SecretBytes secret(Password password) {
            return CanonicalWriter.of("argon2id", 1).secret(password.hash().phc()).toSecretBytes();
        }

        @Override
        public Password read(CanonicalReader in, @Nullable SecretBytes secret) {
            in.expectFormat(1);
            PrincipalId user = new PrincipalId(in.text());
            return CanonicalReader.read(
                    Shelf.required(kind(), secret),
                    "argon2id",
                    hash ->
                            new Password(
                                    user,
                                    new SecretHash.OfPassword(hash.expectFormat(1).secret())));
        }
    }
}
