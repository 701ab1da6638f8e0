$env:LC_CASE_T = 'on'
$env:LC_CASE_T
Remove-Item Env:LC_CASE_T
Test-Path Env:LC_CASE_T