/// What is said of each cmdlet beside its work: parameters, sets, types, words, synopsis and
/// examples, read from text resources when help, completion or binding first asks for them.
///
/// `azure/*.txt` hold what the modules' published pages say of their cmdlets and nothing else;
/// `keyward/*.txt` say what differs here and why, and all about the cmdlets that are ours alone; a
/// block `everywhere` says what holds for every cmdlet, or for all of its file. A cmdlet's Azure
/// facts are those of its first alias that has some. A block of ours:
///
/// ```
/// Add-Key
///   does Makes a key, or brings one from a file.      the synopsis
///   # Confidential machines are Azure's alone.        why what follows differs
///   without SomeSet -UseDefaultCVMPolicy              sets and parameters of Azure's that aren't here
///   default SomeSet                                   the default set; `none` for none
///   changes yes                                       takes -WhatIf and -Confirm
///   gives PSKeyVaultKey                               the types of what it writes
///   - KeyType of RSA EC : RSA if it isn't given.      over Azure's parameter: what differs, and help
///   - Algorithm string | required, at 2 in SomeSet    one that Azure's hasn't: behind the line above
///   example Make a key
///     given $null = New-Vault demo demo local         run before it by tests, not shown
///     (Add-Key demo box).KeyType                      the code, a line or more
///     = RSA                                           what it shows, line by line
/// ```
///
/// [ParameterLine] and [Part] have the grammar of parameters. The entry is [Subject#page]. Knows no
/// cmdlet, no connection, and nothing of types and proposals but their names: [Vocabulary] tells it
/// what they stand for.
@NullMarked
package dev.keyward.cmdlet.vault.facts;

import org.jspecify.annotations.NullMarked;
