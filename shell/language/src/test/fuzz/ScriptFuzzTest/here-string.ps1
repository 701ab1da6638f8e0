$t = @"
sum=$(2+3)
tab`tend
"@
($t -split "`n").Count
($t -split "`n")[0]