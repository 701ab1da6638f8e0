# The introduction's opening, played by everybody in it: an operator offers key vaults; a company subscribes and helps itself; its
# application signs with a key that never leaves the vault; the operator gets at nothing of it; the company's security officer
# reads who did what. Runs in this process as it stands, and on a server:
#
#   ./from-offer-to-signature.ps1 -Server https://management.local.example.org
#
# where the operator signs in with AZURE_CLIENT_ID and AZURE_CLIENT_SECRET.
param([string] $Server, [string] $Company = 'fabrikam.example')
$ErrorActionPreference = 'Stop'

if ($Server) {
    $null = Add-Environment -Name Keyward -ARMEndpoint $Server
    $null = Add-Environment -Name KeywardAdmin -ARMEndpoint ($Server -replace '//management\.', '//adminmanagement.')
}

# Says what is refused, and by which rule.
function Refused($What, [scriptblock] $Attempt) {
    try {
        $null = & $Attempt
        "  ${What}: LET THROUGH"
    } catch {
        $rule = if ("$_" -match 'Code: (\w+)') { $Matches[1] } elseif ("$_" -match 'is none of') { 'it is none of his' } else { "$_" }
        "  ${What}: refused, $rule"
    }
}

function SignIn($Name, $Credential, [switch] $Application) {
    $who = @{ Environment = 'Keyward'; Tenant = $Company; Credential = $Credential; ContextName = $Name; ServicePrincipal = $Application }
    (Connect-Account @who).Context
}

'The operator makes an offer.'
$operator = (Connect-Account -Environment KeywardAdmin -ContextName operator).Context
$null = New-ResourceGroup -Name offers -Location local -Force
$quota = New-Quota -Name small -MaxVaults 2
$plan = New-Plan -Name small-vaults -ResourceGroupName offers -DisplayName 'Two vaults' -QuotaIds $quota.Id
$offer = $plan | New-Offer -Name starter -ResourceGroupName offers -DisplayName 'Key vaults to start with'
"  quota $($quota.Name): $($quota.MaxVaults) vaults"
"  offer $($offer.Name) of plan $($plan.Name): $($offer.State)"
$offer = $offer | Set-Offer -State Public
"  offer $($offer.Name): $($offer.State)"
$tenant = New-DirectoryTenant -Name $Company -DisplayName Fabrikam
"  takes in the directory $($tenant.Name)"

'The company has people and an application of its own.'
$admin = SignIn admin $tenant.Administrator -Application
function Person($Name) {
    $password = ConvertTo-SecureString "pw-$(New-Guid)" -AsPlainText -Force
    $user = New-User -DisplayName $Name -UserPrincipalName "$Name@$Company" -Password $password
    "  $($user.UserPrincipalName)" | Out-Host
    New-Object PSCredential $user.UserPrincipalName, $password
}
$alicesPassword = Person alice
$samsPassword = Person sam
$shop = New-Application -DisplayName shop
$null = New-ServicePrincipal -ApplicationId $shop.AppId
$secret = New-AppCredential -ApplicationId $shop.AppId
$shopsSecret = New-Object PSCredential $shop.AppId, (ConvertTo-SecureString $secret.SecretText -AsPlainText -Force)
"  application $($shop.DisplayName)"

'Alice subscribes and makes a vault.'
$alice = SignIn alice $alicesPassword
$alice = Get-PublicOffer starter | New-Subscription -DisplayName "Alice's" | Set-Context
"  subscription $($alice.Subscription.Name): $($alice.Subscription.State)"
Refused 'a vault before registering' { New-Vault too-early nowhere local }
$null = Register-ResourceProvider -ProviderNamespace Microsoft.KeyVault
$null = New-ResourceGroup -Name shop -Location local
$vault = New-Vault -VaultName "shop-$(Get-Random -Minimum 100000 -Maximum 999999)" -ResourceGroupName shop -Location local
$name = $vault.VaultName
$null = New-Vault "$name-2" shop local
Refused 'a third vault of two' { New-Vault "$name-3" shop local }
Set-AccessPolicy -VaultName $name -UserPrincipalName $alice.Account.Id -PermissionsToKeys get, create, list
$key = Add-Key -VaultName $name -Name orders -Destination Software -KeyType EC -CurveName P-256 -KeyOps sign, verify
"  key $($key.Name): $($key.KeyType)"
Set-AccessPolicy -VaultName $name -ServicePrincipalName $shop.AppId -PermissionsToKeys sign
$null = New-RoleAssignment -SignInName "sam@$Company" -RoleDefinitionName Reader -Scope "/subscriptions/$($alice.Subscription.Id)"
'  the application may sign, and Sam may read the log'

'The application signs, and can do nothing else.'
$null = SignIn shop $shopsSecret -Application
$digest = [Security.Cryptography.SHA256]::Create().ComputeHash([Text.Encoding]::UTF8.GetBytes('order 4711'))
$signed = Invoke-KeyOperation -VaultName $name -Name orders -Operation Sign -Algorithm ES256 -ByteArrayValue $digest
"  a signature of $($signed.RawResult.Length) bytes"
Refused 'reading the key' { Get-Key $name orders }
Refused 'deleting it' { Remove-Key $name orders -Force }

'The operator gets at nothing of it.'
$same = (Connect-Account -Environment Keyward -ContextName operator-as-user -Force).Context
$himself = @{ $(if ($same.Account.Type -eq 'User') { 'SignInName' } else { 'ServicePrincipalName' }) = $same.Account.Id }
$theirs = "/subscriptions/$($alice.Subscription.Id)"
"  sees of it: $((Get-UserSubscription $alice.Subscription.Id -DefaultProfile $operator) | ForEach-Object { "$($_.DisplayName) of $($_.Owner), $($_.State)" })"
Refused 'opening the subscription' { Set-Context -Subscription $alice.Subscription.Id }
Refused 'listing keys' { Get-Key $name }
Refused 'signing' { Invoke-KeyOperation -VaultName $name -Name orders -Operation Sign -Algorithm ES256 -ByteArrayValue $digest }
Refused 'giving himself a role' { New-RoleAssignment @himself -RoleDefinitionName Owner -Scope $theirs }
Refused 'the same as operator' { New-RoleAssignment @himself -RoleDefinitionName Owner -Scope $theirs -DefaultProfile $operator }
Refused 'making himself the owner' { Set-UserSubscription $alice.Subscription.Id -Owner $same.Account.Id -DefaultProfile $operator }

'Sam, the security officer, reads the log.'
$null = SignIn sam $samsPassword
$people = @{ "alice@$Company" = 'Alice'; "$($shop.AppId)" = 'the application'; '' = 'a stranger' }
Get-AuditLog -VaultName $name |
    Where-Object OperationName -match '^Key|Authentication' |
    ForEach-Object { "  $($people["$($_.Caller)"]): $($_.OperationName) $($_.HttpStatusCode)" } |
    Select-Object -Unique
