package dev.keyward.clients;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Runs `bin/keyward` for a script, as a user does.
record Shell(Path folder, Map<String, String> environment) {
    /// A shell with an engine of its own under a fresh `$KEYWARD_HOME`.
    static Shell embedded(Path folder) {
        return new Shell(folder, Map.of("KEYWARD_HOME", folder.resolve("home").toString()));
    }

    /// A shell that has to sign in to a server; the credentials lie in the environment, as the
    /// server wrote them.
    static Shell remote(Path folder, DevServer server) {
        Map<String, String> environment = new TreeMap<>(server.environment());
        environment.put("KEYWARD_HOME", folder.resolve("shell-home").toString());
        return new Shell(folder, environment);
    }

    /// Lines that sign in to the server of [#remote], the way the articles do.
    static final String SIGN_IN =
            """
            Add-AzureRMEnvironment -Name server -ArmEndpoint $env:AZURE_RESOURCE_MANAGER_URL | Out-Null
            $key = ConvertTo-SecureString $env:AZURE_CLIENT_SECRET -AsPlainText -Force
            $credential = New-Object System.Management.Automation.PSCredential $env:AZURE_CLIENT_ID, $key
            Login-AzureRmAccount -EnvironmentName server -ServicePrincipal -Credential $credential -TenantId $env:AZURE_TENANT_ID | Out-Null
            """;

    static final String REGISTER =
            "Register-AzureRmResourceProvider -ProviderNamespace Microsoft.KeyVault | Out-Null\n";

    Commands file(Path script) throws IOException, InterruptedException {
        return run("-NoProfile", "-NonInteractive", "-File", script.toString());
    }

    Commands command(String text) throws IOException, InterruptedException {
        return run("-NoProfile", "-NonInteractive", "-Command", text);
    }

    Commands run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(DevServer.launcher()));
        command.addAll(List.of(arguments));
        return Commands.run(folder, environment, command.toArray(String[]::new));
    }
}
