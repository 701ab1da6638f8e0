$c = New-Object System.Management.Automation.PSCredential ('bob', (ConvertTo-SecureString 'pw' -AsPlainText -Force))
$c.UserName
$c.GetNetworkCredential().Password