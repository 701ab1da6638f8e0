/// Typed Java client over OkHttp; the transport (network or in process) is an argument.
@NullMarked
package dev.keyward.client;

import org.jspecify.annotations.NullMarked;
