Set-Content ./lc.txt -Value 'l1','l2'
(Get-Content ./lc.txt).Count
(Get-Content ./lc.txt -Raw).Length -gt 5
Test-Path ./lc.txt -PathType Leaf
Remove-Item ./lc.txt
Test-Path ./lc.txt