package dev.keyward.client.signin;

import dev.keyward.client.rest.Pause;
import dev.keyward.client.rest.Rest;
import dev.keyward.client.transport.Transport;
import dev.keyward.wire.login.OpenIdConfiguration;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads a tenant's OpenID configuration.
public final class Discovery {
    private static final Pattern GUID =
            Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private Discovery() {}

    /// The id of a tenant that's named by a domain, read from its issuer.
    ///
    /// @return nothing if the document names no id, as an AD FS one doesn't
    public static Optional<String> tenantId(
            Transport transport, Environment environment, String tenant, Pause pause) {
        Rest rest = new Rest(transport, null, "", pause);
        String base = Login.tenantBase(environment.login(), tenant);
        String version = base.endsWith("/adfs") ? "" : "/v2.0";
        OpenIdConfiguration document =
                rest.get(
                        URI.create(base + version + "/.well-known/openid-configuration"),
                        OpenIdConfiguration::read);
        Matcher found = GUID.matcher(document.issuer());
        return found.find() ? Optional.of(found.group()) : Optional.empty();
    }
}
