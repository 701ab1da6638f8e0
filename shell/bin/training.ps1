# What the start-up cache is trained on: the commonest things, once.
New-ResourceGroup -Name training -Location local -Force | Out-Null
Register-ResourceProvider -ProviderNamespace Microsoft.KeyVault | Out-Null
$vault = New-Vault -VaultName training-vault -ResourceGroupName training -Location local
$vault | Format-List | Out-String | Out-Null
$key = Add-Key -VaultName training-vault -Name k -Destination Software -KeyType EC -CurveName P-256
$secret = Set-Secret -VaultName training-vault -Name s -SecretValue (ConvertTo-SecureString 'x' -AsPlainText -Force)
Get-Secret -VaultName training-vault | Format-Table -AutoSize | Out-String | Out-Null
Get-Vault | ForEach-Object { "$($_.VaultName)" } | Out-Null
Get-Command -Name Get-* | Out-Null
