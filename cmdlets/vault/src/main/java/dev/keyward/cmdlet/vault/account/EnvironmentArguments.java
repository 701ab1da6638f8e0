package dev.keyward.cmdlet.vault.account;

import dev.keyward.client.signin.Environment;
import dev.keyward.client.signin.VaultHosts;
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
        String suffix = or(run, "AzureKeyVaultDnsSuffix", old.vaults().suffix());
        URI manager = trimmed(or(run, "ResourceManagerEndpoint", old.resourceManager().toString()));
        return new Environment(
                old.name(),
                manager,
                admin(run, old, manager),
                login(run, or(run, "ActiveDirectoryEndpoint", old.login().toString())),
                trimmed(or(run, "GraphEndpoint", old.graph().toString())),
                or(run, "ActiveDirectoryServiceEndpointResourceId", old.managementAudience()),
                or(run, "GraphAudience", old.graphAudience()),
                new VaultHosts(
                        suffix.replaceAll("^\\.", ""),
                        or(run, "AzureKeyVaultServiceEndpointResourceId", old.vaults().audience()),
                        old.vaults().regions()));
    }

    /// The operator's endpoint: the one given, else what goes with the resource manager.
    private static URI admin(Run run, Environment old, URI manager) {
        String given = run.text("AdminManagementUrl");
        if (given != null) {
            return trimmed(given);
        }
        return manager.equals(old.resourceManager()) ? old.admin() : Environment.adminOf(manager);
    }

    private static URI trimmed(String url) {
        return URI.create(url.replaceAll("/+$", ""));
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
