package dev.keyward.wire.arm;

import dev.keyward.wire.JsonWriter;
import dev.keyward.wire.WireBody;
import java.util.List;

/// The discovery document of the management endpoint in its old shape (management-plane.md, section
/// 15). Every URL ends with a slash.
public record MetadataEndpoints(String portal, String graph, String login, String audience)
        implements WireBody {
    @Override
    public void writeMembers(JsonWriter out) {
        out.text("galleryEndpoint", portal);
        out.text("graphEndpoint", graph);
        out.text("portalEndpoint", portal);
        out.object(
                "authentication",
                inner -> {
                    inner.text("loginEndpoint", login);
                    inner.texts("audiences", List.of(audience));
                });
    }

    /// One cloud of the newer document. It has members for services that aren't here, since az CLI
    /// reads them without a default.
    ///
    /// @param tenant id of the home tenant, or `common`
    /// @param vaultSuffix without a dot in front
    public record Cloud(
            String name,
            MetadataEndpoints endpoints,
            String resourceManager,
            String tenant,
            String vaultSuffix)
            implements WireBody {
        @Override
        public void writeMembers(JsonWriter out) {
            out.text("name", name);
            out.text("portal", endpoints.portal);
            out.object("authentication", this::writeAuthentication);
            out.text("resourceManager", resourceManager);
            out.text("graph", endpoints.graph);
            out.text("graphAudience", endpoints.graph);
            out.text("microsoftGraphResourceId", endpoints.graph);
            for (String absent :
                    List.of("media", "batch", "sqlManagement", "vmImageAliasDoc", "gallery")) {
                out.text(absent, endpoints.portal);
            }
            out.object("suffixes", this::writeSuffixes);
        }

        private void writeAuthentication(JsonWriter out) {
            out.text("loginEndpoint", endpoints.login);
            out.texts("audiences", List.of(endpoints.audience));
            out.text("tenant", tenant);
            out.text("identityProvider", "AAD");
        }

        private void writeSuffixes(JsonWriter out) {
            out.text("keyVaultDns", vaultSuffix);
            // Nothing is served under these; the names only have to be there.
            String elsewhere = vaultSuffix.substring(vaultSuffix.indexOf('.') + 1);
            out.text("storage", elsewhere);
            out.text("sqlServerHostname", "database." + elsewhere);
            out.text("acrLoginServer", "azurecr." + elsewhere);
            out.text("mhsmDns", "managedhsm." + elsewhere);
        }
    }
}
