# The vault's part of "Deploy a VM with a password that's stored in a vault". The customer's statements V-1 to V-4, V-10.
# The article's prose turns on the switch for virtual machines, its script the one for templates; templates need the latter.
$vaultName = "contosovault"
$resourceGroup = "contosovaultrg"
$location = "local"
$secretName = "MySecret"

New-AzureRmResourceGroup `
  -Name $resourceGroup `
  -Location $location -Force | Out-Null

New-AzureRmKeyVault `
  -VaultName $vaultName `
  -ResourceGroupName $resourceGroup `
  -Location $location `
  -EnabledForTemplateDeployment | Out-Null
$vault = Get-AzureRmKeyVault -VaultName $vaultName
"template deployment: $($vault.EnabledForTemplateDeployment), deployment: $($vault.EnabledForDeployment)"

$secretValue = ConvertTo-SecureString -String "Pa55word for the machine" -AsPlainText -Force

Set-AzureKeyVaultSecret `
  -VaultName $vaultName `
  -Name $secretName `
  -SecretValue $secretValue | Out-Null
(Get-AzureKeyVaultSecret -VaultName $vaultName -Name $secretName).Id

# What the template's README does instead: the switch is turned on afterwards, and no principal is named.
New-AzureRmKeyVault -VaultName contosolater -ResourceGroupName $resourceGroup -Location $location | Out-Null
$before = Get-AzureRmKeyVault -VaultName contosolater
Set-AzureRmKeyVaultAccessPolicy -VaultName contosolater -EnabledForTemplateDeployment
$after = Get-AzureRmKeyVault -VaultName contosolater
"template deployment: $($before.EnabledForTemplateDeployment), then $($after.EnabledForTemplateDeployment)"
"policies: $($before.AccessPolicies.Count), then $($after.AccessPolicies.Count)"
