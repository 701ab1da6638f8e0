/// HTTPS hosting on Vert.x: TLS, limits, timeouts; requests in, answers out.
///
/// Knows the API as a function and nothing of what is behind it. Entry type: [HttpsListener].
@NullMarked
package dev.keyward.server.http;

import org.jspecify.annotations.NullMarked;
