/// Keys on their way to and from others, wrapped, and the port of hardware modules.
@NullMarked
package dev.keyward.crypto.transport;

import org.jspecify.annotations.NullMarked;
