$p = [pscustomobject]@{a=1}
$p.a = 5
$p | Add-Member -NotePropertyName b -NotePropertyValue 2
$p.psobject.Properties.Name -join ','
$p.a + $p.b