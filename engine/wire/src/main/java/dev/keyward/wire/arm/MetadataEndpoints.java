package dev.keyward.wire.arm;

import dev.keyward.wire.JsonReader;
import dev.keyward.wire.JsonWriter;
import dev.keyward.wire.WireBody;
import java.util.List;

/// The discovery document of the management endpoint in its old shape (management-plane.md, section
/// 15). Every URL ends with a slash.
///
/// @param portal pages for people
/// @param gallery what could be installed
/// @param locations regions that the deployment has vaults in, the home region first. A member of
///   Keyward's own, told where there is more than one; empty if it isn't told
public record MetadataEndpoints(
        String portal,
        String gallery,
        String graph,
        String login,
        String audience,
        List<String> locations)
        implements WireBody {
    public MetadataEndpoints {
        locations = List.copyOf(locations);
    }

    public static MetadataEndpoints read(JsonReader in) {
        Authentication authentication = new Authentication("", "");
        String portal = "";
        String gallery = "";
        String graph = "";
        List<String> locations = List.of();
        while (in.next()) {
            switch (in.member()) {
                case "locations" -> locations = in.texts();
                case "portalEndpoint" -> portal = in.text();
                case "galleryEndpoint" -> gallery = in.text();
                case "graphEndpoint" -> graph = in.text();
                case "authentication" -> authentication = in.object(Authentication::read);
                default -> in.skip();
            }
        }
        return new MetadataEndpoints(
                portal, gallery, graph, authentication.login, authentication.audience, locations);
    }

    private record Authentication(String login, String audience) {
        static Authentication read(JsonReader in) {
            String login = "";
            List<String> audiences = List.of();
            while (in.next()) {
                switch (in.member()) {
                    case "loginEndpoint" -> login = in.text();
                    case "audiences" -> audiences = in.texts();
                    default -> in.skip();
                }
            }
            return new Authentication(login, audiences.isEmpty() ? "" : audiences.getFirst());
        }
    }

    /// What the newer document says of vaults: what follows a vault's name and a dot; empty if it
    /// doesn't say.
    public static String readVaultSuffix(JsonReader in) {
        String suffix = "";
        while (in.next()) {
            switch (in.member()) {
                case "suffixes" -> suffix = in.object(MetadataEndpoints::readVaultSuffix);
                case "keyVaultDns" -> suffix = in.text();
                default -> in.skip();
            }
        }
        return suffix;
    }

    /// What the newer document says of the tenant to sign in to: its id or `common`; empty if it
    /// doesn't say.
    public static String readTenant(JsonReader in) {
        String tenant = "";
        while (in.next()) {
            switch (in.member()) {
                case "authentication" -> tenant = in.object(MetadataEndpoints::readTenant);
                case "tenant" -> tenant = in.text();
                default -> in.skip();
            }
        }
        return tenant;
    }

    @Override
    public void writeMembers(JsonWriter out) {
        out.text("galleryEndpoint", gallery);
        out.text("graphEndpoint", graph);
        out.text("portalEndpoint", portal);
        out.object(
                "authentication",
                inner -> {
                    inner.text("loginEndpoint", login);
                    inner.texts("audiences", List.of(audience));
                });
        writeLocations(out);
    }

    private void writeLocations(JsonWriter out) {
        if (locations.size() > 1) {
            out.texts("locations", locations);
        }
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
            out.text("gallery", endpoints.gallery);
            for (String absent : List.of("media", "batch", "sqlManagement", "vmImageAliasDoc")) {
                out.text(absent, endpoints.portal);
            }
            out.object("suffixes", this::writeSuffixes);
            endpoints.writeLocations(out);
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
