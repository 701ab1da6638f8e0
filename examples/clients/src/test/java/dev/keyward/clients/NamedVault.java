package dev.keyward.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;

/// The vault of [DevServer#startToKeep], which the first administrator makes and opens to itself.
final class NamedVault {
    private NamedVault() {}

    static void make(DevServer server, Path folder) throws Exception {
        Commands made =
                Shell.remote(folder, server)
                        .command(
                                Shell.SIGN_IN
                                        + Shell.REGISTER
                                        + """
                                        New-AzResourceGroup -Name named -Location local -Force | Out-Null
                                        $vault = New-AzKeyVault -VaultName named -ResourceGroupName named -Location local
                                        Set-AzKeyVaultAccessPolicy -VaultName named -ServicePrincipalName $env:AZURE_CLIENT_ID -PermissionsToKeys get,list,create,import,update,delete,recover,backup,restore,purge,sign,verify,encrypt,decrypt,wrapKey,unwrapKey,rotate,getrotationpolicy,setrotationpolicy -PermissionsToSecrets get,list,set,delete,recover,backup,restore,purge -PermissionsToCertificates get,list,create,import,update,delete,recover,backup,restore,purge,managecontacts,manageissuers,getissuers,listissuers,setissuers,deleteissuers
                                        "uri=$($vault.VaultUri)"
                                        """);
        assertThat(made.error()).isEmpty();
        assertThat(made.out().strip().replaceAll("/$", ""))
                .isEqualTo("uri=" + server.get("AZURE_KEYVAULT_URL"));
    }
}
