package dev.keyward.directory.tenancy;

import dev.keyward.crypto.encoding.CanonicalReader;
import dev.keyward.crypto.encoding.CanonicalWriter;
import dev.keyward.directory.principals.Caller;
import dev.keyward.directory.principals.PrincipalIds;
import dev.keyward.model.PrincipalId;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.TenantId;
import dev.keyward.records.entities.EntityKind;
import dev.keyward.records.entities.Index;
import dev.keyward.records.entities.Unique;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A directory of principals (an Entra tenant).
///
/// @param domain under which user principal names stand, such as `keyward.localhost`; clients may
///   name the tenant by it
/// @param administrators users, service principals and groups that may change the directory
/// @param home whether it is the operator's own, which a deployment begins with; one is
public record Tenant(
        TenantId id,
        String displayName,
        String domain,
        Set<PrincipalId> administrators,
        boolean home) {
    static final EntityKind<Tenant> KIND = new Kind();
    static final Unique<Tenant> DOMAIN =
            Unique.of("domain", tenant -> tenant.domain.toLowerCase(Locale.ROOT));
    static final Index<Tenant, Boolean> HOME = Index.of(Tenant::home);

    public Tenant {
        administrators = Set.copyOf(administrators);
    }

    public Tenant withAdministrator(PrincipalId another) {
        Set<PrincipalId> all = new HashSet<>(administrators);
        all.add(another);
        return new Tenant(id, displayName, domain, all, home);
    }

    /// Whether the caller may change who there is.
    public boolean isAdministrator(Caller caller) {
        return caller.tenant().equals(id) && caller.isAmong(administrators);
    }

    /// Format 1 had one tenant a deployment, and the home tenant is still written in it.
    private static final class Kind implements EntityKind<Tenant> {
        private static final int HOME = 1;
        private static final int GUEST = 2;

        @Override
        public String word() {
            return "tenant";
        }

        @Override
        public String key(Tenant tenant) {
            return tenant.id.toString();
        }

        @Override
        public byte[] clear(Tenant tenant) {
            CanonicalWriter out =
                    CanonicalWriter.of(word(), tenant.home ? HOME : GUEST)
                            .uuid(tenant.id.value())
                            .text(tenant.displayName)
                            .text(tenant.domain);
            return PrincipalIds.write(out, tenant.administrators).toBytes();
        }

        @Override
        public Tenant read(CanonicalReader in, @Nullable SecretBytes sealed) {
            boolean home = in.formatVersion() == HOME;
            if (!home) {
                in.expectFormat(GUEST);
            }
            return new Tenant(
                    new TenantId(in.uuid()), in.text(), in.text(), PrincipalIds.read(in), home);
        }

        @Override
        public List<Unique<Tenant>> uniques() {
            return List.of(DOMAIN);
        }

        @Override
        public List<Index<Tenant, ?>> indexes() {
            return List.of(Tenant.HOME);
        }
    }
}
