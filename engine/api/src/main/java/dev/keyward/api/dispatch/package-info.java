/// The way of every request: host, route, token, version, permission, share, thread, audit record,
/// answer.
///
/// Knows no operation in particular, and operations know nothing of it. Entry type: [Dispatcher].
@NullMarked
package dev.keyward.api.dispatch;

import org.jspecify.annotations.NullMarked;
