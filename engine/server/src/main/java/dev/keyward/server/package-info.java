/// HTTPS hosting of the API: listeners, TLS, configuration, `serve`.
///
/// Adds nothing to what a request means.
@NullMarked
package dev.keyward.server;

import org.jspecify.annotations.NullMarked;
