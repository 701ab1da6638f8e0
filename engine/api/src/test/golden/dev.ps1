# What the golden export holds.
function Secure($text) { ConvertTo-SecureString $text -AsPlainText -Force }
function Wait-Certificate($name) {
    while ((Get-CertificateOperation dev $name).Status -eq 'inProgress') { Start-Sleep -Milliseconds 100 }
}
$credential = [PSCredential]::new($env:AZURE_CLIENT_ID, (Secure $env:AZURE_CLIENT_SECRET))
Connect-Server $env:AZURE_RESOURCE_MANAGER_URL -ServicePrincipal -Credential $credential | Out-Null

Set-Secret dev db (Secure 'first') | Out-Null
Set-Secret dev db (Secure 'second') -ContentType text/plain -Expires '2040-01-01' -Tag @{team='red'} | Out-Null
Set-Secret dev old (Secure 'gone') | Out-Null
Remove-Secret dev old -Force
1..2 | ForEach-Object { Add-Key dev sig -Destination Software -KeyType EC -CurveName P-256 | Out-Null }
Add-Key dev rsa -Destination Software | Out-Null
Add-Key dev oct -Destination Software -KeyType oct -Size 256 | Out-Null
Set-KeyRotationPolicy dev sig -ExpiresIn P2Y -KeyRotationLifetimeAction @{Action='Rotate'; TimeBeforeExpiry='P60D'} | Out-Null
Add-Key dev spent -Destination Software -KeyType EC -CurveName P-256 | Out-Null
Remove-Key dev spent -Force
Set-CertificateIssuer dev house -IssuerProvider Test -AccountId me -ApiKey (Secure 'k') -OrganizationDetails (New-CertificateOrganization -Id 7)
Set-CertificateIssuer dev ours -IssuerProvider Keyward -OrganizationDetails (New-CertificateOrganization -Id www.example.org)
Add-CertificateContact dev ops@example.org
Add-Certificate dev site -CertificatePolicy (New-CertificatePolicy ours 'CN=www.example.org') | Out-Null
Add-Certificate dev www -CertificatePolicy (New-CertificatePolicy Self 'CN=self.example.org') | Out-Null
Wait-Certificate site
Wait-Certificate www
Add-Certificate dev waits -CertificatePolicy (New-CertificatePolicy Unknown 'CN=waits.example.org') | Out-Null
Export-Vault dev contents.sealed -Passphrase (Secure 'the golden passphrase') | Out-Null
