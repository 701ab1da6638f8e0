package dev.keyward.api.arm;

import dev.keyward.api.exchange.AuditFields;
import dev.keyward.api.exchange.Exchange;
import dev.keyward.directory.roles.ResourceScope;
import dev.keyward.directory.roles.RoleAssignment;
import dev.keyward.directory.roles.Roles;
import java.util.List;

/// Takes the roles away that were given at something which is deleted, so that whatever gets its
/// name later starts without any. They don't come back when it is recovered (authorization.md,
/// section 6).
record LostRoles(Roles roles) {
    void at(Exchange exchange, ResourceScope scope) {
        List<RoleAssignment> lost = roles.within(scope);
        if (!lost.isEmpty()) {
            exchange.audit().extra(AuditFields.Extra.COUNT, Integer.toString(lost.size()));
            exchange.await(roles.removeAll(lost, exchange.evidence(200)));
        }
    }
}
