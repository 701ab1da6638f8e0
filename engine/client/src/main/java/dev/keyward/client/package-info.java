/// Typed Java client over OkHttp; the transport (network or in process) is an argument.
///
/// Bodies are records of the wire, the server's own. Packages, each of which may use those before
/// it: `transport`, `rest`, `signin`, then `objects`, `management` and `graph` side by side. Entry
/// type here: [VaultClient].
@NullMarked
package dev.keyward.client;

import org.jspecify.annotations.NullMarked;
