[math]::Round(2.5)
[math]::Round(3.5)
[math]::Round(3.14159, 2)