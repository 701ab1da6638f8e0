package dev.keyward.directory.roles;

import dev.keyward.directory.OldRecords;
import dev.keyward.model.PrincipalId;
import dev.keyward.model.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// The bytes of each kind are those of 0.1.0.
class KindsTest {
    @Test
    void aRoleAssignment() {
        OldRecords.assertKept(
                RoleAssignment.KIND,
                new RoleAssignment(
                        new UUID(7, 7),
                        new TenantId(new UUID(1, 1)),
                        new ResourceScope(List.of("subscriptions", "S", "resourceGroups", "a/b")),
                        UUID.fromString("acdd72a7-3385-48ef-bd42-f606fba81ae7"),
                        new PrincipalId("AAAAAAAA-0000-4000-8000-00000000000A"),
                        RoleAssignment.PrincipalType.GROUP,
                        "why",
                        // Kept by the millisecond.
                        Instant.ofEpochSecond(1_764_000_000, 123_456_789),
                        "owner"));
    }
}
