# A .pfx file kept as a secret, as "Deploy a VM and push a certificate" does it. The customer's statements C-1 to C-3, C-10, C-11.
# $pathToPFX is a file with a certificate and its key; here any bytes serve, since the vault stores them as they are.
$pathToPFX = Join-Path ([IO.Path]::GetTempPath()) "service-$(New-Guid).pfx"
[IO.File]::WriteAllBytes($pathToPFX, [byte[]](1..255))
$certPassword = 'abcd1234'
$vaultName = 'contosovault'
$secretName = 'servicecert'

$fileContentBytes = Get-Content $pathToPFX -Encoding Byte
$fileContentEncoded = [System.Convert]::ToBase64String($fileContentBytes)
$jsonObject = @"
{
"data": "$filecontentencoded",
"dataType" :"pfx",
"password": "$Certpassword"
}
"@
$jsonObjectBytes = [System.Text.Encoding]::UTF8.GetBytes($jsonObject)
$jsonEncoded = [System.Convert]::ToBase64String($jsonObjectBytes)

New-AzureRmResourceGroup -Name contosovaultrg -Location local -Force | Out-Null
New-AzureRmKeyVault -VaultName $vaultName -ResourceGroupName contosovaultrg -Location local -sku standard -EnabledForDeployment | Out-Null
(Get-AzureRmKeyVault -VaultName $vaultName).EnabledForDeployment

$secret = ConvertTo-SecureString -String $jsonEncoded -AsPlainText –Force
$stored = Set-AzureKeyVaultSecret -VaultName $vaultName -Name $secretName -SecretValue $secret
$stored.Id -match '/secrets/servicecert/[0-9a-f]{32}$'

# What comes back is what went in.
$text = (Get-AzureKeyVaultSecret -VaultName $vaultName -Name $secretName).SecretValueText
$json = [Text.Encoding]::UTF8.GetString([Convert]::FromBase64String($text)) | ConvertFrom-Json
"$($json.dataType) $([Convert]::FromBase64String($json.data).Length) bytes"

# An old version can't be deleted singly, but it can be disabled; others work.
Set-AzureKeyVaultSecret -VaultName $vaultName -Name $secretName -SecretValue $secret | Out-Null
try {
    Remove-AzureKeyVaultSecret -VaultName $vaultName -Name $secretName -Version $stored.Version -Force -ErrorAction Stop
} catch {
    "no -Version: $($_.Exception.Message -match "parameter name 'Version'")"
}
Set-AzureKeyVaultSecretAttribute -VaultName $vaultName -Name $secretName -Version $stored.Version -Enable 0
try {
    Get-AzureKeyVaultSecret -VaultName $vaultName -Name $secretName -Version $stored.Version -ErrorAction Stop
} catch {
    "refused: $($_.Exception.Message -match 'disabled secret')"
}
(Get-AzureKeyVaultSecret -VaultName $vaultName -Name $secretName).Enabled
Remove-Item $pathToPFX
