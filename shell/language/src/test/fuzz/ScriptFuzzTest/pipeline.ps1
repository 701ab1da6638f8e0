$one = 1..1 | ForEach-Object { $_ }
$one.GetType().Name
@(1..1 | ForEach-Object { $_ }).GetType().Name