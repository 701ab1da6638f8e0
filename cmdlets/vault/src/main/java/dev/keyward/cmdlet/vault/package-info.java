/// The vault cmdlets, one class a cmdlet or a verb, the facts their signatures and help are made
/// from, and the connections they run against.
///
/// Everything goes through the client; nothing here knows the language or a terminal.
@NullMarked
package dev.keyward.cmdlet.vault;

import org.jspecify.annotations.NullMarked;
