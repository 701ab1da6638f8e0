package dev.keyward.cmdlet.vault.account;

import dev.keyward.client.Environment;
import dev.keyward.cmdlet.Parameter;
import dev.keyward.cmdlet.TypeToken;
import dev.keyward.cmdlet.vault.shape.Run;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// The parameters of environments, and how they change one. Scripts name the endpoints of services
/// that don't exist here too; these are taken and mean nothing.
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
        endpoint(all, "TrafficManagerDnsSuffix", 12);
        endpoint(all, "SqlDatabaseDnsSuffix", 13);
        endpoint(all, "AzureDataLakeStoreFileSystemEndpointSuffix", 14);
        endpoint(all, "AzureDataLakeAnalyticsCatalogAndJobEndpointSuffix", 15);
        all.add(
                Parameter.flag("EnableAdfsAuthentication")
                        .aka("OnPremise")
                        .inSets(NAME)
                        .at(16)
                        .byPropertyName());
        endpoint(all, "AdTenant", 17);
        endpoint(all, "GraphAudience", 18, "GraphEndpointResourceId", "GraphResourceId");
        for (String named :
                List.of("MicrosoftGraphEndpointResourceId", "MicrosoftGraphUrl", "SshAuthScope")) {
            all.add(Parameter.of(named, TypeToken.STRING).inSets(NAME).byPropertyName());
        }
        ofBothSets(all);
        all.add(AccountParameters.scope());
        all.add(
                Parameter.of("CaFile", TypeToken.STRING)
                        .help(
                                "The server's CA certificate; SSL_CERT_FILE in the environment does"
                                        + " too."));
        return all;
    }

    private static void ofBothSets(List<Parameter> all) {
        all.add(
                Parameter.of("StorageEndpoint", TypeToken.STRING)
                        .aka("StorageEndpointSuffix")
                        .inSets(NAME, ARM)
                        .at(4));
        both(all, "AzureKeyVaultDnsSuffix", 10);
        both(all, "AzureKeyVaultServiceEndpointResourceId", 11);
        both(all, "DataLakeAudience", 19, "DataLakeEndpointResourceId", "DataLakeResourceId");
        both(all, "BatchEndpointResourceId", 20, "BatchResourceId", "BatchAudience");
        both(all, "AzureOperationalInsightsEndpointResourceId", 21);
        both(all, "AzureOperationalInsightsEndpoint", 22);
        for (String named :
                List.of(
                        "AzureAttestationServiceEndpointResourceId",
                        "AzureAttestationServiceEndpointSuffix",
                        "AzureSynapseAnalyticsEndpointResourceId",
                        "AzureSynapseAnalyticsEndpointSuffix",
                        "ContainerRegistryEndpointSuffix")) {
            all.add(Parameter.of(named, TypeToken.STRING).inSets(NAME, ARM).byPropertyName());
        }
        for (String named :
                List.of(
                        "AzureAnalysisServicesEndpointResourceId",
                        "AzureAnalysisServicesEndpointSuffix")) {
            all.add(Parameter.of(named, TypeToken.STRING).inSets(NAME, ARM));
        }
    }

    private static void both(List<Parameter> all, String name, int position, String... aliases) {
        all.add(
                Parameter.of(name, TypeToken.STRING)
                        .aka(aliases)
                        .inSets(NAME, ARM)
                        .at(position)
                        .byPropertyName());
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
