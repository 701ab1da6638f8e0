package dev.keyward.cmdlet.vault.account;

import dev.keyward.client.Environment;
import dev.keyward.cmdlet.Parameter;
import dev.keyward.cmdlet.TypeToken;
import dev.keyward.cmdlet.vault.shape.Run;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// The parameters of environments, and how they change one.
final class EnvironmentParameters {
    static final String NAME = "Name";
    static final String ARM = "ARMEndpoint";

    private EnvironmentParameters() {}

    static List<Parameter> all() {
        List<Parameter> all = new ArrayList<>();
        all.add(
                Parameter.of("Name", TypeToken.STRING)
                        .inSets(NAME, ARM)
                        .required()
                        .at(0)
                        .byPropertyName());
        all.add(
                Parameter.of("ARMEndpoint", TypeToken.STRING)
                        .aka("ArmUrl")
                        .inSets(ARM)
                        .required()
                        .at(1)
                        .byPropertyName()
                        .help("The server's management endpoint; everything else is read there."));
        endpoint(all, "PublishSettingsFileUrl", 1);
        endpoint(all, "ServiceEndpoint", 2, "ServiceManagement", "ServiceManagementUrl");
        endpoint(all, "ManagementPortalUrl", 3);
        endpoint(
                all,
                "ActiveDirectoryEndpoint",
                5,
                "AdEndpointUrl",
                "ActiveDirectory",
                "ActiveDirectoryAuthority");
        endpoint(all, "ResourceManagerEndpoint", 6, "ResourceManager", "ResourceManagerUrl");
        endpoint(all, "GalleryEndpoint", 7, "Gallery", "GalleryUrl");
        endpoint(all, "ActiveDirectoryServiceEndpointResourceId", 8);
        endpoint(all, "GraphEndpoint", 9, "Graph", "GraphUrl");
        endpoint(all, "AdTenant", 17);
        endpoint(all, "GraphAudience", 18, "GraphEndpointResourceId", "GraphResourceId");
        all.add(
                Parameter.flag("EnableAdfsAuthentication")
                        .aka("OnPremise")
                        .inSets(NAME)
                        .byPropertyName());
        for (String both :
                List.of("AzureKeyVaultDnsSuffix", "AzureKeyVaultServiceEndpointResourceId")) {
            all.add(Parameter.of(both, TypeToken.STRING).inSets(NAME, ARM).byPropertyName());
        }
        all.add(Parameter.of("Scope", TypeToken.STRING));
        all.add(
                Parameter.of("CaFile", TypeToken.STRING)
                        .help(
                                "The server's CA certificate; SSL_CERT_FILE in the environment does"
                                        + " too."));
        return all;
    }

    private static void endpoint(
            List<Parameter> all, String name, int position, String... aliases) {
        all.add(
                Parameter.of(name, TypeToken.STRING)
                        .aka(aliases)
                        .inSets(NAME)
                        .at(position)
                        .byPropertyName());
    }

    /// The environment with what the arguments say put in place.
    static Environment changed(Run run, Environment old) {
        String suffix = or(run, "AzureKeyVaultDnsSuffix", old.vaultSuffix());
        return new Environment(
                old.name(),
                URI.create(
                        or(run, "ResourceManagerEndpoint", old.resourceManager().toString())
                                .replaceAll("/+$", "")),
                URI.create(or(run, "ActiveDirectoryEndpoint", old.login().toString())),
                URI.create(or(run, "GraphEndpoint", old.graph().toString()).replaceAll("/+$", "")),
                or(run, "ActiveDirectoryServiceEndpointResourceId", old.managementAudience()),
                or(run, "GraphAudience", old.graphAudience()),
                suffix.replaceAll("^\\.", ""),
                or(run, "AzureKeyVaultServiceEndpointResourceId", old.vaultAudience()));
    }

    private static String or(Run run, String parameter, String otherwise) {
        return Objects.requireNonNullElse(run.text(parameter), otherwise);
    }
}
