# The life of certificates from a vault's own authority: issued, renewed with a new key, revoked.
# Runs against the embedded engine as it stands; after Connect-Server the same lines work on a server.
Register-ResourceProvider -ProviderNamespace Microsoft.KeyVault | Out-Null
New-ResourceGroup -Name issuers -Location local -Force | Out-Null

$name = "issuer-$(Get-Random -Minimum 100000 -Maximum 999999)"
$null = New-AzKeyVault -Name $name -ResourceGroupName issuers -Location local -DisableRbacAuthorization

function Wait-Certificate($certificate) {
    for ($tries = 0; $tries -lt 300; $tries++) {
        $operation = Get-CertificateOperation $name $certificate
        if ($operation.Status -ne 'inProgress') { break }
        Start-Sleep -Milliseconds 200
    }
    if ($operation.Status -ne 'completed') { throw "$($operation.Status): $($operation.ErrorMessage)" }
    Get-Certificate $name $certificate
}

# It certifies what the organization lists and nothing else.
$permitted = New-CertificateOrganization -Id 'example.org, *.example.org'
Set-CertificateIssuer $name house -IssuerProvider Keyward -OrganizationDetails $permitted
$policy = New-CertificatePolicy -IssuerName house -SubjectName 'CN=api.example.org' -DnsName api.example.org -ValidityInMonths 3 -RenewAtPercentageLifetime 80
Add-Certificate $name api -CertificatePolicy $policy | Out-Null
$first = Wait-Certificate api
"issued: $($first.Certificate.Subject), by its authority: $($first.Certificate.Issuer -ne $first.Certificate.Subject)"

# At 80 percent of its life it renews itself; asked for by hand, at once, with a new key.
Add-Certificate $name api -CertificatePolicy $policy | Out-Null
$second = Wait-Certificate api
"renewed: $($second.Version -ne $first.Version), another number: $($second.Certificate.SerialNumber -ne $first.Certificate.SerialNumber)"

# A name that isn't permitted.
Add-Certificate $name other -CertificatePolicy (New-CertificatePolicy -IssuerName house -SubjectName 'CN=www.example.com' -DnsName www.example.com) | Out-Null
try { Wait-Certificate other | Out-Null; 'issued after all' } catch { 'not permitted: www.example.com' }

# The replaced one shall not be trusted any longer; the list that its certificate points at names it from now on.
$revoked = Revoke-Certificate $name api -Version $first.Version -Reason superseded -Force
"revoked: $($revoked.Name), $($revoked.Reason)"
"still good: $((Get-Certificate $name api).Thumbprint -eq $second.Thumbprint)"
