function f { exit 4 }
'x'
f
'y'