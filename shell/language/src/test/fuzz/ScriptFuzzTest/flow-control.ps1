switch ('A') { 'a' { 'insens' } }
switch -CaseSensitive ('A') { 'a' { 'sens' } default { 'none' } }