package dev.keyward.directory.roles;

import dev.keyward.crypto.encoding.CanonicalReader;
import dev.keyward.crypto.encoding.CanonicalWriter;
import dev.keyward.directory.principals.Principal;
import dev.keyward.model.PrincipalId;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.TenantId;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.records.entities.EntityKind;
import dev.keyward.records.entities.Index;
import dev.keyward.records.entities.Parent;
import dev.keyward.records.entities.Unique;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A role that a principal has at a scope, and so in all that lies in it.
///
/// @param id chosen by whoever made it; unique in the tenant
/// @param role id of a [RoleDefinition]
/// @param createdBy object id
public record RoleAssignment(
        UUID id,
        TenantId tenant,
        ResourceScope scope,
        UUID role,
        PrincipalId principal,
        PrincipalType principalType,
        @Nullable String description,
        Instant created,
        String createdBy) {
    static final EntityKind<RoleAssignment> KIND = new Kind();

    /// What it gives, so that the same isn't given twice.
    static final Unique<RoleAssignment> GIVEN = Unique.of("given", RoleAssignment::given);

    static final Index<RoleAssignment, PrincipalId> PRINCIPAL = Index.of(RoleAssignment::principal);

    static final Index<RoleAssignment, ResourceScope> AT = Index.of(RoleAssignment::scope);

    /// The scopes it lies in, its own among them.
    static final Index<RoleAssignment, ResourceScope> WITHIN =
            Index.ofEach(assignment -> assignment.scope.withAllAbove());

    /// @param created no finer than it is stored
    public RoleAssignment {
        created = created.truncatedTo(ChronoUnit.MILLIS);
    }

    static String key(TenantId tenant, UUID id) {
        return tenant + "/" + id;
    }

    /// What [#GIVEN] finds it by.
    String given() {
        return tenant
                + scope.id().toLowerCase(Locale.ROOT)
                + "/"
                + role
                + "/"
                + principal.canonical();
    }

    /// The words of the API (authorization.md, section 5).
    public enum PrincipalType {
        USER("User"),
        GROUP("Group"),
        SERVICE_PRINCIPAL("ServicePrincipal");

        private final String word;

        PrincipalType(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }

        public static PrincipalType of(Principal principal) {
            return switch (principal) {
                case Principal.User _ -> USER;
                case Principal.Group _ -> GROUP;
                case Principal.ServicePrincipal _ -> SERVICE_PRINCIPAL;
            };
        }
    }

    /// Whether the other gives the same role to the same principal at the same scope.
    public boolean givesTheSame(RoleAssignment other) {
        return tenant.equals(other.tenant)
                && scope.equals(other.scope)
                && role.equals(other.role)
                && principal.equals(other.principal);
    }

    private static final class Kind implements EntityKind<RoleAssignment> {
        @Override
        public String word() {
            return "role-assignment";
        }

        @Override
        public String key(RoleAssignment assignment) {
            return RoleAssignment.key(assignment.tenant, assignment.id);
        }

        @Override
        public byte[] clear(RoleAssignment assignment) {
            return CanonicalWriter.of(word(), 1)
                    .uuid(assignment.tenant.value())
                    .uuid(assignment.id)
                    .texts(assignment.scope.segments())
                    .uuid(assignment.role)
                    .text(assignment.principal.value())
                    .text(assignment.principalType.word)
                    .text(assignment.description)
                    .number(assignment.created.toEpochMilli())
                    .text(assignment.createdBy)
                    .toBytes();
        }

        @Override
        public RoleAssignment read(CanonicalReader in, @Nullable SecretBytes sealed) {
            in.expectFormat(1);
            TenantId tenant = new TenantId(in.uuid());
            return new RoleAssignment(
                    in.uuid(),
                    tenant,
                    new ResourceScope(in.texts()),
                    in.uuid(),
                    new PrincipalId(in.text()),
                    type(in.text()),
                    in.optionalText(),
                    Instant.ofEpochMilli(in.number()),
                    in.text());
        }

        private static PrincipalType type(String word) {
            for (PrincipalType type : PrincipalType.values()) {
                if (type.word.equals(word)) {
                    return type;
                }
            }
            throw new VaultException(
                    new VaultError.IntegrityFailure(
                            "a role assignment has an unknown principal type"));
        }

        @Override
        public List<Unique<RoleAssignment>> uniques() {
            return List.of(GIVEN);
        }

        @Override
        public List<Index<RoleAssignment, ?>> indexes() {
            return List.of(PRINCIPAL, AT, WITHIN);
        }

        @Override
        public Optional<Parent<RoleAssignment>> parent() {
            return Optional.of(new Parent<>("tenant", assignment -> assignment.tenant.toString()));
        }
    }
}
