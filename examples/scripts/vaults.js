// Cmdlets from JavaScript: put rhino-1.9.*.jar and rhino-engine-1.9.*.jar into $KEYWARD_HOME/engines, then
//   shell/bin/keyward examples/scripts/vaults.js NAME...
keyward.run('Register-ResourceProvider -ProviderNamespace Microsoft.KeyVault | Out-Null; New-ResourceGroup rhino local -Force | Out-Null');
for (var i = 0; i < args.length; i++) {
  keyward.set('name', args[i]);
  keyward.run('New-Vault $name rhino local | Out-Null');
}
var names = keyward.run('Get-Vault | Sort-Object VaultName | ForEach-Object VaultName');
for (var i = 0; i < names.size(); i++) {
  print('vault ' + names.get(i));
}
