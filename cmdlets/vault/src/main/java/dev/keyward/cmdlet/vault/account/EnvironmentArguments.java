package dev.keyward.cmdlet.vault.account;

import dev.keyward.client.signin.Environment;
import dev.keyward.cmdlet.vault.shape.Run;
import java.net.URI;
import java.util.Objects;

/// How arguments change an environment.
final class EnvironmentArguments {
    private EnvironmentArguments() {}

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
