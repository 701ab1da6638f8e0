package dev.keyward.client.signin;

import dev.keyward.client.rest.Pause;
import dev.keyward.client.rest.Rest;
import dev.keyward.client.transport.Transport;
import dev.keyward.client.transport.Unreachable;
import dev.keyward.wire.arm.MetadataEndpoints;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;

/// Where a deployment's endpoints are and what their tokens are asked for.
///
/// @param login authority under which each tenant has its endpoints, or an AD FS one
/// @param vaultSuffix what follows `{vault}.` in a vault's host, with the port unless it's 443
/// @param vaultAudience the resource of all vaults, without a slash at the end
public record Environment(
        String name,
        URI resourceManager,
        URI login,
        URI graph,
        String managementAudience,
        String graphAudience,
        String vaultSuffix,
        String vaultAudience) {

    /// Reads a deployment's discovery document (management-plane.md, section 15), as
    /// `Add-AzEnvironment -ARMEndpoint` does.
    ///
    /// @throws dev.keyward.client.transport.VaultCallException if there's no such document
    public static Environment discover(
            Transport transport, String name, URI resourceManager, Pause pause) {
        Rest rest = new Rest(transport, null, "", pause);
        String base = resourceManager.toString().replaceAll("/+$", "");
        MetadataEndpoints document =
                rest.get(
                        URI.create(base + "/metadata/endpoints?api-version=2015-01-01"),
                        MetadataEndpoints::read);
        String graph = document.graph();
        String suffix = suffix(rest, base);
        return new Environment(
                name,
                URI.create(base),
                URI.create(document.login()),
                URI.create(graph.replaceAll("/+$", "")),
                document.audience(),
                graph,
                suffix,
                "https://" + suffix);
    }

    /// A vault's base URI.
    ///
    /// @throws dev.keyward.client.transport.VaultCallException if no host can have such a name
    public URI vault(String vaultName) {
        if (!vaultName.matches("[A-Za-z0-9-]{1,63}")) {
            throw Unreachable.because(vaultName, new UnknownHostException(vaultName));
        }
        return URI.create("https://" + vaultName.toLowerCase(Locale.ROOT) + "." + vaultSuffix);
    }

    // The old document doesn't tell the vaults' suffix: it's derived from the manager's name where
    // that has the usual form, and read from the newer document where it hasn't.
    private static String suffix(Rest rest, String base) {
        String authority = URI.create(base).getAuthority();
        if (authority.startsWith("management.")) {
            return "vault" + authority.substring("management".length());
        }
        String told =
                rest.findFirst(
                                URI.create(base + "/metadata/endpoints?api-version=2019-05-01"),
                                MetadataEndpoints::readVaultSuffix)
                        .orElse("");
        return told.isEmpty() ? "vault." + authority : told.replaceAll("^\\.", "");
    }

    public Environment withGraphAudience(String audience) {
        return new Environment(
                name,
                resourceManager,
                login,
                graph,
                managementAudience,
                audience,
                vaultSuffix,
                vaultAudience);
    }
}
