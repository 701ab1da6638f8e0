function f { [CmdletBinding(DefaultParameterSetName='A')] param([Parameter(ParameterSetName='A')]$x, [Parameter(ParameterSetName='B')]$y) $PSCmdlet.ParameterSetName }
f
f -y 1
try { f -x 1 -y 2 } catch { $_.FullyQualifiedErrorId }