# What the preparation script of "A sample application that uses keys and secrets" does: register an application, make it a vault,
# give it all permissions, print its three settings. The customer's statements A-3 to A-10.
function GeneratePassword {
    $aes = -join ((65..90) + (97..122) + (48..57) | Get-Random -Count 32 | ForEach-Object { [char]$_ })
    return $aes
}

$vaultName = 'myVaultName'
$resourceGroupName = 'myResourceGroupName'
$applicationName = 'myAppName'
$location = 'local'

$now = [System.DateTime]::Now
$oneYearFromNow = $now.AddYears(1)
$applicationPassword = GeneratePassword
$identifierUri = [string]::Format("http://localhost:8080/{0}", [Guid]::NewGuid().ToString("N"))
$homePage = “https://www.contoso.com”

Write-Host “Creating a new application”
$ADApp = New-AzureRmADApplication -DisplayName $applicationName -HomePage $homePage -IdentifierUris $identifierUri -StartDate $now -EndDate $oneYearFromNow -Password $applicationPassword
Write-Host “Creating its service principal”
$ServicePrincipal = New-AzureRmADServicePrincipal -ApplicationId $ADApp.ApplicationId

New-AzureRmResourceGroup -Name $resourceGroupName -Location $location -Force | Out-Null
$vault = New-AzureRmKeyVault -VaultName $vaultName -ResourceGroupName $resourceGroupName -Sku standard -Location $location
Set-AzureRmKeyVaultAccessPolicy -VaultName $vaultName -ObjectId $ServicePrincipal.Id -PermissionsToKeys all -PermissionsToSecrets all

Write-Host “The application's settings:”
'<add key="VaultUrl" value="' + $vault.VaultUri + '"/>'
'<add key="AuthClientId" value="' + $ServicePrincipal.ApplicationId + '"/>'
'<add key="AuthClientSecret" value="' + $applicationPassword.Length + ' characters"/>'
