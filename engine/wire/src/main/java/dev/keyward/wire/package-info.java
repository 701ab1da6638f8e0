/// The REST dialect: request and response records, JSON, error codes; pure text to value and back.
@NullMarked
package dev.keyward.wire;

import org.jspecify.annotations.NullMarked;
