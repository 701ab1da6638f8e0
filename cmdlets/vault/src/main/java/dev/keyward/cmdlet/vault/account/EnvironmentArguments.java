package dev.keyward.cmdlet.vault.account;

import dev.keyward.client.signin.Environment;
import dev.keyward.cmdlet.vault.connection.Connections.Deployment;
import dev.keyward.cmdlet.vault.shape.Run;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// How arguments change what is known of a deployment.
final class EnvironmentArguments {
    private static final String ADFS = "/adfs";

    /// Parameters whose values are kept and shown, with the property that shows them
    /// (PSAzureEnvironment of Az.Accounts): addresses of services that aren't here, which scripts
    /// note and look up.
    private static final Map<String, String> NOTED =
            Stream.of(
                            Stream.of(
                                            Deployment.TENANT,
                                            "AzureAnalysisServicesEndpointResourceId",
                                            "AzureAnalysisServicesEndpointSuffix",
                                            "AzureAttestationServiceEndpointResourceId",
                                            "AzureAttestationServiceEndpointSuffix",
                                            "AzureDataLakeAnalyticsCatalogAndJobEndpointSuffix",
                                            "AzureDataLakeStoreFileSystemEndpointSuffix",
                                            "AzureOperationalInsightsEndpoint",
                                            "AzureOperationalInsightsEndpointResourceId",
                                            "AzureSynapseAnalyticsEndpointResourceId",
                                            "AzureSynapseAnalyticsEndpointSuffix",
                                            "BatchEndpointResourceId",
                                            "ContainerRegistryEndpointSuffix",
                                            "ManagementPortalUrl",
                                            "MicrosoftGraphEndpointResourceId",
                                            "MicrosoftGraphUrl",
                                            "PublishSettingsFileUrl",
                                            "SqlDatabaseDnsSuffix",
                                            "SshAuthScope",
                                            "TrafficManagerDnsSuffix")
                                    .map(name -> Map.entry(name, name)),
                            Map.of(
                                    "DataLakeAudience", "DataLakeEndpointResourceId",
                                    "GalleryEndpoint", "GalleryUrl",
                                    "ServiceEndpoint", "ServiceManagementUrl",
                                    "StorageEndpoint", "StorageEndpointSuffix")
                                    .entrySet()
                                    .stream())
                    .flatMap(it -> it)
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));

    private EnvironmentArguments() {}

    /// The deployment with what the arguments say put in place.
    static Deployment changed(Run run, Deployment old) {
        Map<String, String> noted = new HashMap<>(old.noted());
        NOTED.forEach((parameter, property) -> {
            String value = run.text(parameter);
            if (value != null) {
                noted.put(property, value);
            }
        });
        return new Deployment(changed(run, old.environment()), old.transport(), noted);
    }

    private static Environment changed(Run run, Environment old) {
        String suffix = or(run, "AzureKeyVaultDnsSuffix", old.vaultSuffix());
        return new Environment(
                old.name(),
                URI.create(
                        or(run, "ResourceManagerEndpoint", old.resourceManager().toString())
                                .replaceAll("/+$", "")),
                login(run, or(run, "ActiveDirectoryEndpoint", old.login().toString())),
                URI.create(or(run, "GraphEndpoint", old.graph().toString()).replaceAll("/+$", "")),
                or(run, "ActiveDirectoryServiceEndpointResourceId", old.managementAudience()),
                or(run, "GraphAudience", old.graphAudience()),
                suffix.replaceAll("^\\.", ""),
                or(run, "AzureKeyVaultServiceEndpointResourceId", old.vaultAudience()));
    }

    /// The authority, which is one of AD FS by its last segment.
    private static URI login(Run run, String authority) {
        if (!run.has("EnableAdfsAuthentication")) {
            return URI.create(authority);
        }
        String bare = authority.replaceAll("/+$", "").replaceAll(ADFS + "$", "");
        return URI.create(run.flag("EnableAdfsAuthentication") ? bare + ADFS : bare);
    }

    private static String or(Run run, String parameter, String otherwise) {
        return Objects.requireNonNullElse(run.text(parameter), otherwise);
    }
}
