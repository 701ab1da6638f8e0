package dev.keyward.client.signin;

import dev.keyward.client.rest.Pause;
import dev.keyward.client.rest.Rest;
import dev.keyward.client.transport.Transport;
import dev.keyward.wire.arm.MetadataEndpoints;
import java.net.URI;

/// Where a deployment's endpoints are and what their tokens are asked for.
///
/// @param admin the operator's endpoint, whose tokens are asked for by its own URL; the resource
///   manager where it serves both
/// @param login authority under which each tenant has its endpoints, or an AD FS one
public record Environment(
        String name,
        URI resourceManager,
        URI admin,
        URI login,
        URI graph,
        String managementAudience,
        String graphAudience,
        VaultHosts vaults) {
    private static final String MANAGEMENT = "management.";
    private static final String ADMIN_MANAGEMENT = "adminmanagement.";

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
                adminOf(URI.create(base)),
                URI.create(document.login()),
                URI.create(graph.replaceAll("/+$", "")),
                document.audience(),
                graph,
                new VaultHosts(suffix, "https://" + suffix, document.locations()));
    }

    /// Whether it is the operator's endpoint and no other.
    public boolean isOperators() {
        return resourceManager.getAuthority().startsWith(ADMIN_MANAGEMENT);
    }

    /// The operator's endpoint beside a resource manager: `management.` at the front becomes
    /// `adminmanagement.`; a host of another form serves both.
    public static URI adminOf(URI resourceManager) {
        String authority = resourceManager.getAuthority();
        return authority.startsWith(MANAGEMENT)
                ? URI.create(
                        "https://" + ADMIN_MANAGEMENT + authority.substring(MANAGEMENT.length()))
                : resourceManager;
    }

    /// What tokens for the operator's endpoint are asked for.
    public String adminAudience() {
        return admin.equals(resourceManager) ? managementAudience : admin + "/";
    }

    // The old document doesn't tell the vaults' suffix: it's derived from the manager's name where
    // that has the usual form, and read from the newer document where it hasn't.
    private static String suffix(Rest rest, String base) {
        String authority = URI.create(base).getAuthority();
        for (String usual : new String[] {MANAGEMENT, ADMIN_MANAGEMENT}) {
            if (authority.startsWith(usual)) {
                return "vault." + authority.substring(usual.length());
            }
        }
        String told =
                rest.findFirst(
                                URI.create(base + "/metadata/endpoints?api-version=2019-05-01"),
                                MetadataEndpoints::readVaultSuffix)
                        .orElse("");
        return told.isEmpty() ? "vault." + authority : told.replaceAll("^\\.", "");
    }

    /// The same deployment as its operator signs in to it: his endpoint is the resource manager.
    public Environment ofOperator(String operatorsName) {
        return new Environment(
                operatorsName, admin, admin, login, graph, adminAudience(), graphAudience, vaults);
    }

    public Environment withGraphAudience(String audience) {
        return new Environment(
                name, resourceManager, admin, login, graph, managementAudience, audience, vaults);
    }
}
