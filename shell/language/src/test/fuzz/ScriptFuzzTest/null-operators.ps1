$o = $null
$null -eq ${o}?.Name
$p = [pscustomobject]@{Name='z'}
${p}?.Name