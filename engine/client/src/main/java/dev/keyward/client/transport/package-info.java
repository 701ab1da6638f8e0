/// How requests reach a service, over the network or in process, and how a call fails. Knows no
/// tokens and no paths.
@NullMarked
package dev.keyward.client.transport;

import org.jspecify.annotations.NullMarked;
