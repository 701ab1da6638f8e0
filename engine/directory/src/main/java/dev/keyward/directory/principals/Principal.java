package dev.keyward.directory.principals;

import dev.keyward.crypto.encoding.CanonicalReader;
import dev.keyward.crypto.encoding.CanonicalWriter;
import dev.keyward.model.PrincipalId;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.TenantId;
import dev.keyward.records.entities.EntityKind;
import dev.keyward.records.entities.Index;
import dev.keyward.records.entities.Parent;
import dev.keyward.records.entities.Unique;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Whom an access policy or subscription can name.
public sealed interface Principal {
    TenantId tenant();

    PrincipalId id();

    String displayName();

    /// A person.
    ///
    /// @param principalName the UPN; unique in its tenant, compared without regard to letter case
    record User(
            TenantId tenant,
            PrincipalId id,
            String principalName,
            String displayName,
            @Nullable String mail,
            Standing standing)
            implements Principal {
        static final EntityKind<User> KIND = new UserKind();
        static final Unique<User> NAME =
                Unique.of("name", user -> name(user.tenant, user.principalName));

        /// What [#NAME] finds it by.
        static String name(TenantId tenant, String principalName) {
            return tenant + "/" + principalName.toLowerCase(Locale.ROOT);
        }

        User with(Profile profile) {
            return new User(
                    tenant,
                    id,
                    profile.principalName(),
                    profile.displayName(),
                    profile.mail(),
                    standing);
        }

        User withStanding(Standing next) {
            return new User(tenant, id, principalName, displayName, mail, next);
        }

        private static final class UserKind implements EntityKind<User> {
            @Override
            public String word() {
                return "user";
            }

            @Override
            public String key(User user) {
                return user.id.canonical();
            }

            @Override
            public byte[] clear(User user) {
                CanonicalWriter out =
                        CanonicalWriter.of(word(), 1)
                                .uuid(user.tenant.value())
                                .text(user.id.value())
                                .text(user.principalName)
                                .text(user.displayName)
                                .text(user.mail);
                return user.standing.write(out).toBytes();
            }

            @Override
            public User read(CanonicalReader in, @Nullable SecretBytes sealed) {
                in.expectFormat(1);
                return new User(
                        new TenantId(in.uuid()),
                        new PrincipalId(in.text()),
                        in.text(),
                        in.text(),
                        in.optionalText(),
                        Standing.read(in));
            }

            @Override
            public List<Unique<User>> uniques() {
                return List.of(NAME);
            }

            @Override
            public Optional<Parent<User>> parent() {
                return Optional.of(new Parent<>("tenant", user -> user.tenant.toString()));
            }
        }
    }

    /// An application at work in a tenant; the application itself is an [Application].
    record ServicePrincipal(
            TenantId tenant, PrincipalId id, UUID appId, String displayName, Standing standing)
            implements Principal {
        static final EntityKind<ServicePrincipal> KIND = new ServicePrincipalKind();
        static final Unique<ServicePrincipal> APPLICATION =
                Unique.of(
                        "application", principal -> application(principal.tenant, principal.appId));

        /// What [#APPLICATION] finds it by.
        static String application(TenantId tenant, UUID appId) {
            return tenant + "/" + appId;
        }

        ServicePrincipal called(String name) {
            return new ServicePrincipal(tenant, id, appId, name, standing);
        }

        ServicePrincipal withStanding(Standing next) {
            return new ServicePrincipal(tenant, id, appId, displayName, next);
        }

        private static final class ServicePrincipalKind implements EntityKind<ServicePrincipal> {
            @Override
            public String word() {
                return "service-principal";
            }

            @Override
            public String key(ServicePrincipal principal) {
                return principal.id.canonical();
            }

            @Override
            public byte[] clear(ServicePrincipal principal) {
                CanonicalWriter out =
                        CanonicalWriter.of(word(), 1)
                                .uuid(principal.tenant.value())
                                .text(principal.id.value())
                                .uuid(principal.appId)
                                .text(principal.displayName);
                return principal.standing.write(out).toBytes();
            }

            @Override
            public ServicePrincipal read(CanonicalReader in, @Nullable SecretBytes sealed) {
                in.expectFormat(1);
                return new ServicePrincipal(
                        new TenantId(in.uuid()),
                        new PrincipalId(in.text()),
                        in.uuid(),
                        in.text(),
                        Standing.read(in));
            }

            @Override
            public List<Unique<ServicePrincipal>> uniques() {
                return List.of(APPLICATION);
            }

            @Override
            public Optional<Parent<ServicePrincipal>> parent() {
                return Optional.of(
                        new Parent<>("tenant", principal -> principal.tenant.toString()));
            }
        }
    }

    /// A security group.
    ///
    /// @param mailNickname what whoever made it calls it for mail, which no group gets here
    /// @param members users, service principals and other groups
    record Group(
            TenantId tenant,
            PrincipalId id,
            String displayName,
            @Nullable String mailNickname,
            Set<PrincipalId> members)
            implements Principal {
        private static final int WITH_NICKNAME = 2;

        public Group {
            members = Set.copyOf(members);
        }

        static final EntityKind<Group> KIND = new GroupKind();
        static final Index<Group, PrincipalId> MEMBER = Index.ofEach(Group::members);

        Group called(String name) {
            return new Group(tenant, id, name, mailNickname, members);
        }

        Group withMembers(Set<PrincipalId> next) {
            return new Group(tenant, id, displayName, mailNickname, next);
        }

        private static final class GroupKind implements EntityKind<Group> {
            @Override
            public String word() {
                return "group";
            }

            @Override
            public String key(Group group) {
                return group.id.canonical();
            }

            @Override
            public byte[] clear(Group group) {
                // A group without one is written as before there were any.
                CanonicalWriter out =
                        CanonicalWriter.of(word(), group.mailNickname == null ? 1 : WITH_NICKNAME)
                                .uuid(group.tenant.value())
                                .text(group.id.value())
                                .text(group.displayName);
                if (group.mailNickname != null) {
                    out.text(group.mailNickname);
                }
                return PrincipalIds.write(out, group.members).toBytes();
            }

            @Override
            public Group read(CanonicalReader in, @Nullable SecretBytes sealed) {
                boolean nicknamed = in.formatVersion() == WITH_NICKNAME;
                if (!nicknamed) {
                    in.expectFormat(1);
                }
                return new Group(
                        new TenantId(in.uuid()),
                        new PrincipalId(in.text()),
                        in.text(),
                        nicknamed ? in.text() : null,
                        PrincipalIds.read(in));
            }

            @Override
            public List<Index<Group, ?>> indexes() {
                return List.of(MEMBER);
            }

            @Override
            public Optional<Parent<Group>> parent() {
                return Optional.of(new Parent<>("tenant", group -> group.tenant.toString()));
            }
        }
    }
}
