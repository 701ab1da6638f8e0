/// The whole product as one function, `ApiRequest` to `ApiResponse`: authenticate, authorize,
/// operate, audit, answer.
///
/// Knows no socket. Entry type: `Engine`.
@NullMarked
package dev.keyward.api;

import org.jspecify.annotations.NullMarked;
