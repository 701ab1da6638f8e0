package dev.keyward.api.operator;

import dev.keyward.api.arm.Management;
import dev.keyward.api.arm.Pages;
import dev.keyward.api.exchange.ApiResponse;
import dev.keyward.api.exchange.Exchange;
import dev.keyward.api.operation.Route;
import dev.keyward.directory.Founding;
import dev.keyward.directory.principals.Principal;
import dev.keyward.directory.tenancy.Tenancy;
import dev.keyward.directory.tenancy.Tenant;
import dev.keyward.model.Bug;
import dev.keyward.model.Guids;
import dev.keyward.model.Printable;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.TenantId;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.wire.RefusedRequest;
import dev.keyward.wire.offers.DirectoryTenantResource;
import dev.keyward.wire.offers.Envelope;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Directory tenants (tenancy.md, section 9), named by their domains in the resource group
/// `system.{location}`, which needn't be made. The directory of a new one is made here, with an
/// application that administers it and whose secret is told once.
final class DirectoryTenants {
    private static final String TYPE = DirectoryTenantResource.TYPE;
    private static final String ALL = OperatorRoutes.IN_GROUP + "/directoryTenants";
    private static final String ONE = ALL + "/{name}";

    /// Of the application, so that it is found among others.
    private static final String ADMINISTRATOR = "Tenant administrator";

    /// Authorities that mean no tenant by name.
    private static final Set<String> RESERVED =
            Set.of("common", "organizations", "consumers", "adfs");

    private final Tenancy tenancy;
    private final Founding founding;
    private final OperatorRights rights;
    private final Described described;
    private final SecureRandom random;

    DirectoryTenants(
            Tenancy tenancy,
            Founding founding,
            OperatorRights rights,
            Described described,
            SecureRandom random) {
        this.tenancy = tenancy;
        this.founding = founding;
        this.rights = rights;
        this.described = described;
        this.random = random;
    }

    List<Route> routes() {
        return List.of(
                Route.get(ALL, Management.read(TYPE + "/read", this::list)),
                Route.get(ONE, Management.read(TYPE + "/read", this::get)),
                Route.put(ONE, Management.change(TYPE + "/write", this::put)),
                Route.delete(ONE, Management.change(TYPE + "/delete", this::delete)));
    }

    private ApiResponse list(Exchange exchange) {
        UUID provider = rights.at(exchange, TYPE + "/read").id();
        requireGroup(exchange);
        List<Tenant> all =
                tenancy.tenants().stream().sorted(Comparator.comparing(Tenant::domain)).toList();
        return Pages.of(exchange, all, Tenant::domain, tenant -> resource(provider, tenant, null));
    }

    private ApiResponse get(Exchange exchange) {
        UUID provider = authorized(exchange, "/read");
        Tenant found =
                found(exchange)
                        .orElseThrow(() ->
                                OperatorRights.notFound(exchange, TYPE, exchange.path("name")));
        return ApiResponse.json(200, resource(provider, found, null).toJson());
    }

    private ApiResponse put(Exchange exchange) {
        UUID provider = authorized(exchange, "/write");
        DirectoryTenantResource given = DirectoryTenantResource.parse(exchange.body());
        described.location("location", given.envelope().location());
        Optional<Tenant> before = found(exchange);
        String id = given.tenantId();
        if (before.isPresent()) {
            Tenant tenant = before.get();
            if (id != null && !id.equalsIgnoreCase(tenant.id().toString())) {
                throw Described.bad(
                        "properties.tenantId", "that of the tenant, or absent; it doesn't change");
            }
            return ApiResponse.json(200, resource(provider, tenant, null).toJson());
        }
        String shown = Described.label("properties.displayName", given.displayName());
        String domain = domain(exchange.path("name"));
        Tenant tenant =
                new Tenant(
                        new TenantId(
                                id == null
                                        ? Guids.next(random)
                                        : Guids.parse("properties.tenantId", id)),
                        shown == null || shown.isBlank() ? domain : shown,
                        domain,
                        Set.of(),
                        false);
        if (tenancy.tenant(tenant.id()).isPresent()) {
            throw taken("A directory tenant of the id '" + tenant.id() + "' is there already.");
        }
        Founding.Added added =
                exchange.await(founding.takeIn(tenant, ADMINISTRATOR, exchange.evidence(201)));
        try (SecretBytes secret = Objects.requireNonNull(added.secret())) {
            return ApiResponse.json(
                    201, resource(provider, tenant, administrator(added, secret)).toJson());
        }
    }

    private static DirectoryTenantResource.Administrator administrator(
            Founding.Added added, SecretBytes secret) {
        return switch (added.administrator()) {
            case Principal.ServicePrincipal application ->
                    new DirectoryTenantResource.Administrator(
                            application.appId().toString(), application.id().value(), secret);
            case Principal.User _, Principal.Group _ ->
                    throw Bug.because("a tenant is administered by an application");
        };
    }

    private static String domain(String name) {
        String domain = name.toLowerCase(Locale.ROOT);
        if (!Described.isName(domain)
                || domain.contains("_")
                || domain.endsWith(".")
                || Guids.isGuid(domain)
                || RESERVED.contains(domain)) {
            throw Described.bad(
                    "name",
                    "a domain such as fabrikam.onmicrosoft.com: letters, digits, hyphens and"
                            + " periods, at most 90, and none of common, organizations, consumers,"
                            + " adfs");
        }
        return domain;
    }

    private ApiResponse delete(Exchange exchange) {
        authorized(exchange, "/delete");
        Optional<Tenant> before = found(exchange);
        if (before.isEmpty()) {
            return ApiResponse.empty(204);
        }
        if (before.get().home()) {
            throw Management.refused(
                    409,
                    "HomeTenant",
                    "The directory tenant '"
                            + before.get().domain()
                            + "' is the operator's own; it can't be deleted.");
        }
        exchange.await(founding.letGo(before.get(), exchange.evidence(200)));
        return ApiResponse.empty(200);
    }

    private static RefusedRequest taken(String message) {
        return Management.refused(409, "AlreadyExists", message);
    }

    private UUID authorized(Exchange exchange, String verb) {
        UUID provider =
                rights.at(
                                exchange,
                                TYPE + verb,
                                "providers",
                                OperatorRoutes.NAMESPACE,
                                "directoryTenants",
                                exchange.path("name"))
                        .id();
        requireGroup(exchange);
        return provider;
    }

    private Optional<Tenant> found(Exchange exchange) {
        return tenancy.tenantOf(exchange.path("name"));
    }

    private String group() {
        return "system." + described.locations().getFirst();
    }

    private void requireGroup(Exchange exchange) {
        String given = exchange.path("group");
        if (!given.equalsIgnoreCase(group())) {
            throw new VaultException(new VaultError.ResourceGroupNotFound(Printable.name(given)));
        }
    }

    private DirectoryTenantResource resource(
            UUID provider,
            Tenant tenant,
            DirectoryTenantResource.@Nullable Administrator administrator) {
        return new DirectoryTenantResource(
                new Envelope(
                        "/subscriptions/"
                                + provider
                                + "/resourceGroups/"
                                + group()
                                + "/providers/"
                                + TYPE
                                + "/"
                                + tenant.domain(),
                        tenant.domain(),
                        described.locations().getFirst(),
                        null),
                tenant.id().toString(),
                tenant.displayName(),
                administrator);
    }
}
