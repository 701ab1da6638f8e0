/// What the cmdlets are connected to: the engine in this process, or a server.
///
/// Knows no cmdlet. Entry type: [Connections].
@NullMarked
package dev.keyward.cmdlet.vault.connection;

import org.jspecify.annotations.NullMarked;
