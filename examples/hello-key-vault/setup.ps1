# What the preparation script of the sample application does: registers the application with a secret, or with -Certificate by a certificate,
# makes its service principal, a group and a vault without soft delete (BACKUP_RESTORE needs that), lets it do everything there, and writes
# its three settings to a file for its owner alone:
#
#     shell/bin/keyward examples/hello-key-vault/setup.ps1 [-Certificate]
#
# Works on the server that AZURE_RESOURCE_MANAGER_URL names, as the environment file of `keyward serve --dev` has it; without that where the
# shell is signed in, which is the service in its own process unless a profile says otherwise. Run again, it takes what is there.
param(
    [string] $ApplicationName = 'hello-key-vault',
    [string] $VaultName = 'hello-key-vault',
    [string] $ResourceGroupName = 'hello-key-vault',
    [string] $Location = 'local',
    [string[]] $PermissionsToKeys = 'all',
    [string[]] $PermissionsToSecrets = 'all',
    [switch] $Certificate,
    [string] $SettingsFile = 'hello-key-vault.properties'
)
$ErrorActionPreference = 'Stop'
$WarningPreference = 'SilentlyContinue'

# mktemp makes files that nobody else may open, at no moment.
function Write-Own([string] $Path, [string] $Text) {
    $new = mktemp "$Path.XXXXXX"
    Set-Content -Path $new -Value $Text
    Move-Item -Path $new -Destination $Path -Force
}

if ($env:AZURE_RESOURCE_MANAGER_URL) {
    Add-AzureRmEnvironment -Name hello -ArmEndpoint $env:AZURE_RESOURCE_MANAGER_URL | Out-Null
    $key = ConvertTo-SecureString $env:AZURE_CLIENT_SECRET -AsPlainText -Force
    $credential = New-Object System.Management.Automation.PSCredential $env:AZURE_CLIENT_ID, $key
    Login-AzureRmAccount -EnvironmentName hello -ServicePrincipal -Credential $credential -TenantId $env:AZURE_TENANT_ID | Out-Null
}

$application = Get-AzureRmADApplication -DisplayName $ApplicationName | Select-Object -First 1
if (-not $application) {
    $application = New-AzureRmADApplication -DisplayName $ApplicationName -HomePage https://www.example.org -IdentifierUris "https://hello.example.org/$([Guid]::NewGuid())"
}
$principal = Get-AzureRmADServicePrincipal -ApplicationId $application.ApplicationId
if (-not $principal) { $principal = New-AzureRmADServicePrincipal -ApplicationId $application.ApplicationId }

Register-AzureRmResourceProvider -ProviderNamespace Microsoft.KeyVault | Out-Null
New-AzureRmResourceGroup -Name $ResourceGroupName -Location $Location -Force | Out-Null
if ((Get-AzureRmKeyVault).VaultName -notcontains $VaultName) {
    New-AzureRmKeyVault -VaultName $VaultName -ResourceGroupName $ResourceGroupName -Location $Location -Sku standard -DisableSoftDelete | Out-Null
}
$vault = Get-AzureRmKeyVault -VaultName $VaultName
Set-AzureRmKeyVaultAccessPolicy -VaultName $VaultName -ObjectId $principal.Id -PermissionsToKeys $PermissionsToKeys -PermissionsToSecrets $PermissionsToSecrets

$now = Get-Date
if ($Certificate) {
    # The vault makes the certificate and forgets it once the application has its key.
    $name = "hello-$([Guid]::NewGuid())"
    $policy = New-AzureKeyVaultCertificatePolicy -IssuerName Self -SubjectName "CN=$ApplicationName" -ValidityInMonths 12 -SecretContentType application/x-pem-file
    Add-AzureKeyVaultCertificate -VaultName $VaultName -Name $name -CertificatePolicy $policy | Out-Null
    while ((Get-AzureKeyVaultCertificateOperation -VaultName $VaultName -Name $name).Status -eq 'inProgress') { Start-Sleep -Milliseconds 200 }
    $made = (Get-AzureKeyVaultCertificate -VaultName $VaultName -Name $name).Certificate
    $file = [System.IO.Path]::GetFullPath([System.IO.Path]::ChangeExtension($SettingsFile, 'pem'))
    Write-Own $file (Get-Secret -VaultName $VaultName -Name $name -AsPlainText)
    Remove-AzureKeyVaultCertificate -VaultName $VaultName -Name $name -Force
    New-AzureRmADAppCredential -ApplicationId $application.ApplicationId -CertValue ([Convert]::ToBase64String($made.RawData)) -EndDate $made.NotAfter | Out-Null
    $shown = "AuthCertificate=$file"
} else {
    $secret = New-AppCredential -ApplicationId $application.ApplicationId -StartDate $now -EndDate $now.AddYears(1)
    $shown = "AuthClientSecret=$($secret.SecretText)"
}

$settings = "VaultUrl=$($vault.VaultUri)", "AuthClientId=$($application.ApplicationId)", $shown
Write-Own $SettingsFile ($settings -join "`n")
$settings -replace '^(AuthClientSecret=).*', '$1...'
"written to $SettingsFile"
