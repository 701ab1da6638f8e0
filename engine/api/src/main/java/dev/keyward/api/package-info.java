/// The whole product as one function, `ApiRequest` to `ApiResponse`: authenticate, authorize,
/// operate, audit, answer.
///
/// This package is the face of the room and puts the packages below it together, in the steps of
/// [Engine#open]; none of them imports it. Knows no socket.
@NullMarked
package dev.keyward.api;

import org.jspecify.annotations.NullMarked;
