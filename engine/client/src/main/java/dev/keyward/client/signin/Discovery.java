package dev.keyward.client.signin;

import dev.keyward.client.rest.Pause;
import dev.keyward.client.rest.Rest;
import dev.keyward.client.transport.Transport;
import dev.keyward.wire.arm.MetadataEndpoints;
import dev.keyward.wire.login.OpenIdConfiguration;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds tenants' ids in what a deployment publishes, before anybody has signed in.
public final class Discovery {
    private static final Pattern GUID =
            Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private final Rest rest;
    private final Environment environment;

    public Discovery(Transport transport, Environment environment, Pause pause) {
        this.rest = new Rest(transport, null, "", pause);
        this.environment = environment;
    }

    /// The id of a tenant that's named by a domain, read from the issuer of its OpenID
    /// configuration.
    ///
    /// @return nothing if the document names no id
    public Optional<String> tenantId(String tenant) {
        String base = TokenCalls.tenantBase(environment.login(), tenant);
        String version = base.endsWith("/adfs") ? "" : "/v2.0";
        OpenIdConfiguration document =
                rest.get(
                        URI.create(base + version + "/.well-known/openid-configuration"),
                        OpenIdConfiguration::read);
        return guid(document.issuer());
    }

    /// The id of the only tenant of a deployment with AD FS (tenancy.md, section 9).
    ///
    /// AD FS is its own issuer and names no tenant, so its OpenID configuration only shows that
    /// it's there; the id stands in the management endpoint's audience (identity.md, section 9), or
    /// in its newer discovery document (management-plane.md, section 15).
    ///
    /// @return nothing if none of them names an id
    /// @throws dev.keyward.client.transport.VaultCallException if the authority is none of AD FS
    public Optional<String> adfsTenantId() {
        return tenantId("adfs")
                .or(() -> guid(environment.managementAudience()))
                .or(() ->
                        rest.findFirst(
                                        URI.create(
                                                environment.resourceManager()
                                                        + "/metadata/endpoints?api-version=2019-05-01"),
                                        MetadataEndpoints::readTenant)
                                .flatMap(Discovery::guid));
    }

    private static Optional<String> guid(String text) {
        Matcher found = GUID.matcher(text);
        return found.find() ? Optional.of(found.group()) : Optional.empty();
    }
}
