package dev.keyward.client.signin;

import dev.keyward.model.SecretBytes;
import java.net.URI;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Where a workload gets tokens of a managed identity on its own machine (identity.md, section 8).
public sealed interface IdentityEndpoint {
    /// Named by `IDENTITY_ENDPOINT`, opened by the secret in `IDENTITY_HEADER`.
    record AppService(URI url, SecretBytes header) implements IdentityEndpoint {}

    /// The instance metadata service, or what stands in for it.
    ///
    /// @param authority scheme, host and port
    record InstanceMetadata(URI authority) implements IdentityEndpoint {}

    /// The address of Azure's own, on each of its machines.
    URI AZURE = URI.create("http://169.254.169.254");

    /// Chosen as Azure's libraries choose: App Service where both of its variables are set, else
    /// the instance metadata service, at `AZURE_POD_IDENTITY_AUTHORITY_HOST` if that is set.
    ///
    /// @param variables of the environment, by name; null where there is none
    /// @return empty if a variable is no `http` or `https` URL
    static Optional<IdentityEndpoint> of(UnaryOperator<@Nullable String> variables) {
        String endpoint = value(variables, "IDENTITY_ENDPOINT");
        String header = value(variables, "IDENTITY_HEADER");
        if (!endpoint.isEmpty() && !header.isEmpty()) {
            return url(endpoint).map(url -> new AppService(url, SecretBytes.ofUtf8(header)));
        }
        String authority = value(variables, "AZURE_POD_IDENTITY_AUTHORITY_HOST");
        return authority.isEmpty()
                ? Optional.of(new InstanceMetadata(AZURE))
                : url(authority).map(InstanceMetadata::new);
    }

    private static String value(UnaryOperator<@Nullable String> variables, String name) {
        String value = variables.apply(name);
        return value == null ? "" : value.strip();
    }

    private static Optional<URI> url(String text) {
        try {
            URI url = URI.create(text.replaceAll("/+$", ""));
            boolean isHttp =
                    "http".equalsIgnoreCase(url.getScheme())
                            || "https".equalsIgnoreCase(url.getScheme());
            return isHttp && url.getHost() != null ? Optional.of(url) : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
