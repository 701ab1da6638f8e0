// Cmdlets from Groovy: put groovy-5.*.jar and groovy-jsr223-5.*.jar into $KEYWARD_HOME/engines, then
//   shell/bin/keyward examples/scripts/vaults.groovy NAME...
keyward.run('Register-ResourceProvider -ProviderNamespace Microsoft.KeyVault | Out-Null; New-ResourceGroup groovy local -Force | Out-Null')
args.each { name ->
    keyward.set('name', name)
    keyward.run('New-Vault $name groovy local | Out-Null')
}
println keyward.run('Get-Vault | Sort-Object VaultName | ForEach-Object VaultName').join(', ')
