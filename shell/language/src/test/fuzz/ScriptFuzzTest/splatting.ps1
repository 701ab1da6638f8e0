$p = @{ Property = 'n'; Descending = $true }
([pscustomobject]@{n=1}, [pscustomobject]@{n=3}, [pscustomobject]@{n=2} | Sort-Object @p).n -join ','