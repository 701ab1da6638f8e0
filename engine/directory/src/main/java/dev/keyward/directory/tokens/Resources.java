package dev.keyward.directory.tokens;

import dev.keyward.directory.principals.Application;
import dev.keyward.directory.principals.Principals;
import dev.keyward.model.Guids;
import dev.keyward.model.TenantId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/// What tokens can be asked for: this deployment's servers, by the names that all tenants share,
/// and the applications of the tenant itself. Those are somebody else's servers, so a token for one
/// opens nothing here; it can only be exchanged by the application it is for.
///
/// A name of the servers is never an application's, whatever identifier URIs it has.
public record Resources(Audiences audiences, Principals principals) {
    public boolean isKnown(TenantId tenant, String name) {
        return audiences.isKnown(name) || application(tenant, name).isPresent();
    }

    /// The application of the tenant that goes by the name and may be signed in to, so it has a
    /// service principal.
    ///
    /// @param name its application id or one of its identifier URIs, with or without a slash at the
    ///   end; in another letter case if that is no other's
    public Optional<Application> application(TenantId tenant, String name) {
        if (audiences.isKnown(name)) {
            return Optional.empty();
        }
        Optional<Application> named =
                Guids.isGuid(name)
                        ? principals.application(tenant, UUID.fromString(name))
                        : spellings(name).flatMap(uri -> byUri(tenant, uri).stream()).findFirst();
        return named.filter(application ->
                principals
                        .servicePrincipal(tenant, application.appId())
                        .filter(principal -> principal.standing().enabled())
                        .isPresent());
    }

    private static Stream<String> spellings(String name) {
        return Stream.of(
                name, name.endsWith("/") ? name.substring(0, name.length() - 1) : name + "/");
    }

    private Optional<Application> byUri(TenantId tenant, String uri) {
        List<Application> alike = principals.applicationsByUri(tenant, uri);
        return alike.size() == 1
                ? Optional.of(alike.getFirst())
                : alike.stream()
                        .filter(each -> each.profile().identifierUris().contains(uri))
                        .findFirst();
    }
}
