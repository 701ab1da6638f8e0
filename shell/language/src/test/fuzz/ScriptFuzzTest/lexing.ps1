$n = 7
Write-Output $n+1
Write-Output kv$n
Write-Output kv'$n'
Write-Output kv$(3)