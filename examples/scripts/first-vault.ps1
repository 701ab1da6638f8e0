# A vault, a key, a signature and a secret: the first things one does. Runs against the embedded engine as it stands; after
# Connect-Server the same lines work on a server.
Register-ResourceProvider -ProviderNamespace Microsoft.KeyVault | Out-Null
New-ResourceGroup -Name first-steps -Location local -Force | Out-Null

$name = "first-$(Get-Random -Minimum 100000 -Maximum 999999)"
$vault = New-Vault -VaultName $name -ResourceGroupName first-steps -Location local
"vault:     $($vault.VaultUri)"

# The creator may manage keys but not use them until he says so.
$me = (Get-Context).Account
Set-AccessPolicy -VaultName $name -UserPrincipalName $me.Id -PermissionsToKeys get, create, list, sign, verify -PermissionsToSecrets get, set, list
$key = Add-Key -VaultName $name -Name signing -Destination Software -KeyType EC -CurveName P-256 -KeyOps sign, verify
"key:       $($key.Id)"

$digest = [Security.Cryptography.SHA256]::Create().ComputeHash([Text.Encoding]::UTF8.GetBytes('a document'))
$signed = Invoke-KeyOperation -Operation Sign -Algorithm ES256 -VaultName $name -Name signing -ByteArrayValue $digest
"signature: $([Convert]::ToBase64String($signed.RawResult))"

Set-Secret -VaultName $name -Name database -SecretValue (ConvertTo-SecureString "pw-$(New-Guid)" -AsPlainText -Force) | Out-Null
Get-Secret -VaultName $name | Format-Table Name, Enabled, Created
"readable:  $((Get-Secret -VaultName $name -Name database -AsPlainText).Length) characters"

"audit:"
Get-AuditLog -VaultName $name | Select-Object -Last 5 | Format-Table OperationName, HttpStatusCode
