# Certificates: one that signs itself, one from the vault's own authority, one that is signed elsewhere, and one brought in a PFX.
# Runs against the embedded engine as it stands; after Connect-Server the same lines work on a server.
Register-ResourceProvider -ProviderNamespace Microsoft.KeyVault | Out-Null
New-ResourceGroup -Name certificates -Location local -Force | Out-Null

$name = "cert-$(Get-Random -Minimum 100000 -Maximum 999999)"
$null = New-AzKeyVault -Name $name -ResourceGroupName certificates -Location local -DisableRbacAuthorization

function Wait-Certificate($certificate) {
    for ($tries = 0; $tries -lt 300; $tries++) {
        $operation = Get-CertificateOperation $name $certificate
        if ($operation.Status -ne 'inProgress') { break }
        Start-Sleep -Milliseconds 200
    }
    if ($operation.Status -ne 'completed') { throw "$($operation.Status): $($operation.ErrorMessage)" }
    Get-Certificate $name $certificate
}

# Renewed with a new key 30 days before its end.
$policy = New-CertificatePolicy -IssuerName Self -SubjectName 'CN=web.example.org' -ValidityInMonths 6 -RenewAtNumberOfDaysBeforeExpiry 30
Add-Certificate $name web -CertificatePolicy $policy | Out-Null
$web = Wait-Certificate web
"self-signed: $($web.Certificate.Subject), signed by $($web.Certificate.Issuer)"

# The authority is the vault's own; it certifies what the issuer's organization lists and nothing else.
$permitted = New-CertificateOrganization -Id 'example.org, *.example.org'
Set-CertificateIssuer $name house -IssuerProvider Keyward -OrganizationDetails $permitted
$policy = New-CertificatePolicy -IssuerName house -SubjectName 'CN=api.example.org' -DnsName api.example.org
Add-Certificate $name api -CertificatePolicy $policy | Out-Null
$api = Wait-Certificate api
"by the vault's authority: $($api.Certificate.Subject)"

# Its key never leaves the vault: only the request does, and the signed certificate comes back.
$policy = New-CertificatePolicy -IssuerName Unknown -SubjectName 'CN=own.example.org' -KeyType EC -Curve P-256 -KeyNotExportable
$request = Add-Certificate $name own -CertificatePolicy $policy
"request: $([Convert]::FromBase64String($request.CertificateSigningRequest).Length -gt 100)"

$folder = Join-Path ([IO.Path]::GetTempPath()) $name
New-Item -ItemType Directory $folder | Out-Null
try {
    # OpenSSL stands for the authority elsewhere; a signed certificate ends the order.
    if (Get-Command openssl -ErrorAction SilentlyContinue) {
        $lines = $request.CertificateSigningRequest -split '(.{64})' | Where-Object { $_ }
        '-----BEGIN CERTIFICATE REQUEST-----', $lines, '-----END CERTIFICATE REQUEST-----' | ForEach-Object { $_ } | Set-Content "$folder/own.csr"
        openssl ecparam -genkey -name prime256v1 -noout -out "$folder/ca.key"
        openssl req -x509 -new -key "$folder/ca.key" -subj '/CN=Elsewhere' -days 90 -out "$folder/ca.pem"
        openssl x509 -req -in "$folder/own.csr" -CA "$folder/ca.pem" -CAkey "$folder/ca.key" -set_serial 1 -days 60 -out "$folder/own.pem"
        $own = Import-Certificate $name own -FilePath "$folder/own.pem"
        "signed elsewhere: $($own.Certificate.Subject), signed by $($own.Certificate.Issuer)"
    }

    # Brought in a file as other programs write it; here it's the first one's own.
    [IO.File]::WriteAllBytes("$folder/web.pfx", [Convert]::FromBase64String((Get-Secret $name web -AsPlainText)))
    $copy = Import-Certificate $name copy -FilePath "$folder/web.pfx"
    "imported: $($copy.Certificate.Subject), the same: $($copy.Thumbprint -eq $web.Thumbprint)"
} finally {
    Remove-Item -Recurse -Force $folder
}

Get-Certificate $name | Format-Table Name, Enabled, Expires
