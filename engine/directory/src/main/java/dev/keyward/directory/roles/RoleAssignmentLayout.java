package dev.keyward.directory.roles;

import dev.keyward.crypto.CanonicalReader;
import dev.keyward.crypto.CanonicalWriter;
import dev.keyward.directory.shelves.Shelf;
import dev.keyward.model.PrincipalId;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.TenantId;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// How role assignments are named and stored; nothing of them is secret. Each is found by what it
/// gives too, so that the same isn't given twice.
final class RoleAssignmentLayout implements Shelf.Layout<RoleAssignment> {
    static String name(TenantId tenant, UUID id) {
        return tenant + "/" + id;
    }

    static String given(RoleAssignment assignment) {
        return assignment.tenant()
                + assignment.scope().id().toLowerCase(Locale.ROOT)
                + "/"
                + assignment.role()
                + "/"
                + assignment.principal().canonical();
    }

    @Override
    public String kind() {
        return "role-assignment";
    }

    @Override
    public String name(RoleAssignment assignment) {
        return name(assignment.tenant(), assignment.id());
    }

    @Override
    public List<String> aliases(RoleAssignment assignment) {
        return List.of(given(assignment));
    }

    @Override
    public byte[] clear(RoleAssignment assignment) {
        return CanonicalWriter.of(kind(), 1)
                .uuid(assignment.tenant().value())
                .uuid(assignment.id())
                .texts(assignment.scope().segments())
                .uuid(assignment.role())
                .text(assignment.principal().value())
                .text(assignment.principalType().word())
                .text(assignment.description())
                .number(assignment.created().toEpochMilli())
                .text(assignment.createdBy())
                .toBytes();
    }

    @Override
    public @Nullable SecretBytes secret(RoleAssignment assignment) {
        return null;
    }

    @Override
    public RoleAssignment read(CanonicalReader in, @Nullable SecretBytes secret) {
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

    private static RoleAssignment.PrincipalType type(String word) {
        for (RoleAssignment.PrincipalType type : RoleAssignment.PrincipalType.values()) {
            if (type.word().equals(word)) {
                return type;
            }
        }
        throw new VaultException(
                new VaultError.IntegrityFailure("a role assignment has an unknown principal type"));
    }
}
