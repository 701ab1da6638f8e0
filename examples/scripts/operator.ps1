# How an operator of Azure Stack makes an offer, with the cmdlets of the Azs and AzureRM modules as scripts have them: quotas of every
# service, a plan of all of them, an offer, and a subscription for somebody. Compute, network and storage aren't here: their quotas are
# kept, so that such scripts run, and nothing is counted against them. Runs in this process as it stands, and on a server:
#
#   ./operator.ps1 -Server https://management.local.example.org
#
# where the operator signs in with AZURE_CLIENT_ID and AZURE_CLIENT_SECRET.
param([string] $Server)
$ErrorActionPreference = 'Stop'

if ($Server) {
    $null = Add-AzureRmEnvironment -Name KeywardAdmin -ARMEndpoint ($Server -replace '//management\.', '//adminmanagement.')
}
$null = Connect-AzureRmAccount -Environment KeywardAdmin

$c = New-AzsComputeQuota -Name small -CoresCount 8
$n = New-AzsNetworkQuota -Name small -MaxPublicIpsPerSubscription 4
$s = New-AzsStorageQuota -Name small -CapacityInGb 100
$kv = Get-AzsKeyVaultQuota
$null = New-AzureRmResourceGroup -Name everything -Location local
$plan = New-AzsPlan -Name everything -ResourceGroupName everything -DisplayName 'Everything' -QuotaIds ($c.Id,$n.Id,$s.Id,$kv.Id)
$offer = New-AzsOffer -Name everything -DisplayName 'Everything there is' -ResourceGroupName everything -BasePlanIds $plan.Id
$offer = Set-AzsOffer -Name everything -ResourceGroupName everything -State Public

$domain = (Get-AzsDirectoryTenant | Where-Object TenantId -eq (Get-AzureRmContext).Tenant.Id).Name
$password = ConvertTo-SecureString "pw-$(New-Guid)" -AsPlainText -Force
$ann = New-AzureRmADUser -DisplayName Ann -UserPrincipalName "ann@$domain" -Password $password
$subscription = New-AzsUserSubscription -OfferId $offer.Id -Owner $ann.UserPrincipalName -DisplayName "Ann's"

"plan $($plan.Name): $(($plan.QuotaIds | ForEach-Object { ($_ -split '/')[4] }) -join ', ')"
"offer $($offer.Name): $($offer.State)"
"subscription $($subscription.DisplayName): $($subscription.State), of $($subscription.Owner)"
"cores that nothing is counted against: $((Get-AzsComputeQuota -Name small).CoresLimit)"
