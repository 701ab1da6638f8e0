function f { [CmdletBinding()] param() Write-Error -Message 'm' -ErrorId 'MyId' -Category InvalidData }
f -ErrorAction SilentlyContinue -ErrorVariable e
$e[0].FullyQualifiedErrorId
$e[0].CategoryInfo.Category