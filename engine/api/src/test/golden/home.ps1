# What the golden home holds: a little of everything that is kept.
function Secure($text) { ConvertTo-SecureString $text -AsPlainText -Force }
function Wait-Certificate($vault, $name) {
    while ((Get-CertificateOperation $vault $name).Status -eq 'inProgress') { Start-Sleep -Milliseconds 100 }
}

Register-ResourceProvider -ProviderNamespace Microsoft.KeyVault | Out-Null
New-ResourceGroup -Name golden -Location local -Tag @{team='red'} -Force | Out-Null
New-Vault golden-one golden local -Sku Premium -DisableRbacAuthorization -Tag @{purpose='golden'} | Out-Null
New-Vault golden-two golden local -EnableRbacAuthorization -EnablePurgeProtection -SoftDeleteRetentionInDays 30 | Out-Null
New-Vault golden-gone golden local -DisableRbacAuthorization | Out-Null

# An application that signs in by a secret, with a policy in one vault and a role in another.
$app = New-Application -DisplayName golden-app -IdentifierUri https://golden.example -Password (Secure 'the-golden-password-of-an-application')
$principal = New-ServicePrincipal -ApplicationId $app.AppId
Set-AccessPolicy golden-one -ObjectId $principal.Id -PermissionsToSecrets get, list -PermissionsToKeys get, list, verify, decrypt, unwrapKey
New-RoleAssignment -ObjectId $principal.Id -RoleDefinitionName 'Key Vault Secrets Officer' -Scope (Get-Vault golden-two).ResourceId | Out-Null
$me = (Get-AccessToken).UserId
New-RoleAssignment -SignInName $me -RoleDefinitionName 'Key Vault Administrator' -Scope (Get-Vault golden-two).ResourceId | Out-Null

Set-Secret golden-one db (Secure 'first') | Out-Null
Set-Secret golden-one db (Secure 'second') -ContentType text/plain -Expires '2040-01-01' -NotBefore '2020-01-01' -Tag @{team='red'} | Out-Null
Set-Secret golden-one db (Secure 'dritte Fassung: äöü €') | Out-Null
Set-Secret golden-one off (Secure 'disabled') -Disable | Out-Null
Set-Secret golden-one long (Secure ''.PadRight(25000, 'x')) | Out-Null
Set-Secret golden-one deleted (Secure 'can be recovered') | Out-Null
Set-Secret golden-two other (Secure 'in the vault of roles') | Out-Null
Set-Secret golden-gone kept (Secure 'in a deleted vault') | Out-Null

Add-Key golden-one rsa -Destination Software -Tag @{team='red'} | Out-Null
Add-Key golden-one rsa -Destination Software -Size 3072 | Out-Null
foreach ($curve in 'P-256', 'P-384', 'P-521', 'P-256K') {
    Add-Key golden-one "ec-$($curve.ToLower())" -Destination Software -KeyType EC -CurveName $curve | Out-Null
}
Add-Key golden-one ed25519 -Destination Software -KeyType OKP -CurveName Ed25519 | Out-Null
Add-Key golden-one x25519 -Destination Software -KeyType OKP -CurveName X25519 | Out-Null
Add-Key golden-one ml-dsa -Destination Software -KeyType AKP -Algorithm ML-DSA-65 | Out-Null
Add-Key golden-one ml-kem -Destination Software -KeyType AKP -Algorithm ML-KEM-768 | Out-Null
Add-Key golden-one oct -Destination Software -KeyType oct -Size 256 | Out-Null
Set-Content policy.json '{"version":"1.0.0","anyOf":[{"authority":"https://attest.example","allOf":[{"claim":"debug","equals":"false"}]}]}'
Add-Key golden-one released -Destination Software -KeyType EC -CurveName P-256 -Exportable -ReleasePolicyPath policy.json | Out-Null
Remove-Item policy.json
Add-Key golden-one deleted -Destination Software -KeyType EC -CurveName P-256 | Out-Null
Set-KeyRotationPolicy golden-one rsa -ExpiresIn P2Y -KeyRotationLifetimeAction @{Action='Rotate'; TimeBeforeExpiry='P60D'} | Out-Null
Add-Key golden-two guarded -Destination Software -KeyType EC -CurveName P-256 -Expires '2040-01-01' | Out-Null

Set-CertificateIssuer golden-one house -IssuerProvider Keyward -OrganizationDetails (New-CertificateOrganization -Id 'example.org, *.example.org')
Set-CertificateIssuer golden-one outside -IssuerProvider Test -AccountId me -ApiKey (Secure 'k') -OrganizationDetails (New-CertificateOrganization -Id 7)
Add-CertificateContact golden-one ops@example.org
Add-Certificate golden-one self -CertificatePolicy (New-CertificatePolicy Self 'CN=self.example.org' -ValidityInMonths 12) | Out-Null
Add-Certificate golden-one www -CertificatePolicy (New-CertificatePolicy -IssuerName house -SubjectName 'CN=www.example.org' -DnsName www.example.org -KeyType EC -Curve P-256) | Out-Null
Add-Certificate golden-one deleted-one -CertificatePolicy (New-CertificatePolicy Self 'CN=deleted.example.org') | Out-Null
Wait-Certificate golden-one self
Wait-Certificate golden-one www
Wait-Certificate golden-one deleted-one
Add-Certificate golden-one waits -CertificatePolicy (New-CertificatePolicy Unknown 'CN=waits.example.org' -KeyType EC -Curve P-256 -KeyNotExportable) | Out-Null

# Blobs of objects that are gone for good by now, so that they can be restored.
Add-Key golden-one spent -Destination Software -KeyType EC -CurveName P-256 | Out-Null
Add-Key golden-one spent -Destination Software -KeyType EC -CurveName P-256 | Out-Null
Set-Secret golden-one spent (Secure 'one') | Out-Null
Set-Secret golden-one spent (Secure 'two') -Tag @{team='blue'} | Out-Null
Backup-Key golden-one spent key.backup -Force | Out-Null
Backup-Secret golden-one spent secret.backup -Force | Out-Null
Remove-Key golden-one spent -Force
Remove-Secret golden-one spent -Force
Remove-Key golden-one spent -InRemovedState -Force
Remove-Secret golden-one spent -InRemovedState -Force

Remove-Secret golden-one deleted -Force
Remove-Key golden-one deleted -Force
Remove-Certificate golden-one deleted-one -Force
Remove-Vault golden-gone -Force

# Some records under a first generation of keys, some under a second.
Invoke-VaultKeyRotation golden-one | Out-Null
Invoke-SystemKeyRotation | Out-Null
Invoke-RootKeyRotation | Out-Null
Set-Secret golden-one after (Secure 'sealed under the second key') | Out-Null
