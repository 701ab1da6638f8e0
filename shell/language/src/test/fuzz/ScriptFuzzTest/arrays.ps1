$o = [pscustomobject]@{n='a'}, [pscustomobject]@{n='b'}
$o.n -join ','
('ab','cde').Length
('ab','cde').ToUpper() -join ','