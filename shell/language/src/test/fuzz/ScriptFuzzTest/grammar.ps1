#requires -Version 7
using namespace System.Text
param([Parameter(Mandatory)][ValidateSet('a','b')][string]$A='a', [int[]]$B=@(1,2))
enum E { X = 1; Y }
class C : object { [string]$P = "q"; static [int] M([int]$x) { return $x * 2 } }
function F { [CmdletBinding()] param($x) begin { } process { $_ | ? { $_ -match '^a(?<n>b+)$' } } end { } }
:outer foreach ($i in 1..10) { switch -Regex ($i) { '^1' { continue outer } default { break } } }
try { throw "x" } catch [System.Exception] { "$($_.Exception.Message) ${env:PATH} $a[0]" } finally { }
$h = [ordered]@{ 'k' = 1; k2 = { param($y) $y } }; & $h.k2 3 2>&1 > $null
$s = @"
here $($h['k']) `n
"@
do { $i++ } while ($i -lt 3 -and -not $false); 1kb + 0xFF - 1.5e3d; $x?.y ?? 'z' ? 1 : 2
"{0:n2}" -f 3.14159 | Out-String | % { $_.Trim() } && echo ok || exit 1
