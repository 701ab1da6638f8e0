package dev.keyward.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;

/// Vaults of [DevServer#startToKeep], which the first administrator makes and opens to itself.
final class NamedVault {
    private NamedVault() {}

    /// The vault that `AZURE_KEYVAULT_URL` means.
    static void make(DevServer server, Path folder) throws Exception {
        assertThat(make(server, folder, "named")).isEqualTo(server.get("AZURE_KEYVAULT_URL"));
    }

    /// @param name `named` or `second`: what this machine's names of hosts know
    /// @return its URL
    static String make(DevServer server, Path folder, String name) throws Exception {
        Commands made =
                Shell.remote(folder, server)
                        .command(
                                Shell.SIGN_IN
                                        + Shell.REGISTER
                                        + """
                                        New-AzResourceGroup -Name named -Location local -Force | Out-Null
                                        $vault = New-AzKeyVault -VaultName NAME -ResourceGroupName named -Location local
                                        Set-AzKeyVaultAccessPolicy -VaultName NAME -ServicePrincipalName $env:AZURE_CLIENT_ID -PermissionsToKeys get,list,create,import,update,delete,recover,backup,restore,purge,sign,verify,encrypt,decrypt,wrapKey,unwrapKey,rotate,getrotationpolicy,setrotationpolicy -PermissionsToSecrets get,list,set,delete,recover,backup,restore,purge -PermissionsToCertificates get,list,create,import,update,delete,recover,backup,restore,purge,managecontacts,manageissuers,getissuers,listissuers,setissuers,deleteissuers
                                        "uri=$($vault.VaultUri)"
                                        """
                                                .replace("NAME", name));
        assertThat(made.error()).isEmpty();
        assertThat(made.out()).startsWith("uri=");
        return made.out().strip().substring("uri=".length()).replaceAll("/$", "");
    }
}
