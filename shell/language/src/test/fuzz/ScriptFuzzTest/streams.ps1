$o = & { Write-Output 1; Write-Warning 'w'; Write-Error 'e' } *>&1
($o | ForEach-Object { $_.GetType().Name }) -join ','