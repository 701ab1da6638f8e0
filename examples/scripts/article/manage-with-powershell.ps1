# The command blocks of "Manage Key Vault in Azure Stack using PowerShell", in order, with the article's typography.
# The customer's statements S-1 to S-36 (see engine/docs/promises.md).

Get-AzureRmResourceProvider -ProviderNamespace Microsoft.KeyVault | ft -Autosize

Register-AzureRmResourceProvider -ProviderNamespace Microsoft.KeyVault

New-AzureRmResourceGroup -Name “VaultRG” -Location local -verbose -Force

New-AzureRmKeyVault -VaultName “Vault01” -ResourceGroupName “VaultRG” -Location local -verbose

Add-AzureKeyVaultKey -VaultName “Vault01” -Name “Key01” -verbose -Destination Software

Get-AzureKeyVaultKey -VaultName “Vault01” -Name “Key01”

$secretvalue = ConvertTo-SecureString “User@123” -AsPlainText -Force
Set-AzureKeyVaultSecret -VaultName “Vault01” -Name “Secret01” -SecretValue $secretvalue

Get-AzureKeyVaultSecret -VaultName “Vault01” -Name “Secret01”

# Versions: a second set makes a new one, the first stays readable.
$first = Get-AzureKeyVaultSecret -VaultName Vault01 -Name Secret01
$secretvalue = ConvertTo-SecureString “User@456” -AsPlainText -Force
$second = Set-AzureKeyVaultSecret -VaultName “Vault01” -Name “Secret01” -SecretValue $secretvalue
(Get-AzureKeyVaultSecret -VaultName Vault01 -Name Secret01 -Version $first.Version).SecretValueText
(Get-AzureKeyVaultSecret -VaultName Vault01 -Name Secret01).SecretValueText
(Get-AzureKeyVaultSecret -VaultName Vault01 -Name Secret01 -IncludeVersions).Count
Get-AzureKeyVaultSecret -VaultName Vault01

# Authorise an application to use a key, and to read a secret. The vault is found without its resource group.
$app = New-AzureRmADApplication -DisplayName 'shop' -IdentifierUris 'http://localhost/shop'
$sp = New-AzureRmADServicePrincipal -ApplicationId $app.ApplicationId
Set-AzureRmKeyVaultAccessPolicy -VaultName 'Vault01' -ServicePrincipalName $app.ApplicationId -PermissionsToKeys decrypt,sign
Set-AzureRmKeyVaultAccessPolicy -VaultName 'Vault01' -ServicePrincipalName $app.ApplicationId -PermissionsToSecrets Get
$policy = (Get-AzureRmKeyVault -VaultName Vault01).AccessPolicies | Where-Object { $_.ObjectId -eq $sp.Id }
"keys: $($policy.PermissionsToKeys -join ',')  secrets: $($policy.PermissionsToSecrets -join ',')"

# Where there is no graph: a SID, stored as it is given.
Set-AzureRmKeyVaultAccessPolicy -VaultName “Vault01” -ResourceGroupName “VaultRG” -ObjectId 'S-1-5-21-1004336348-1177238915-682003330-512' -PermissionsToKeys get,list -PermissionsToSecrets get,list -BypassObjectIdValidation
((Get-AzureRmKeyVault -VaultName Vault01).AccessPolicies | Where-Object { $_.ObjectId -like 'S-1-*' }).ObjectId
