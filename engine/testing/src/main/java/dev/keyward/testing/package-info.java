/// What tests of every room share: a clock that is set by hand, seeded randomness, builders of
/// model values, an ACME server, an HTTPS server and a mail server, what fuzz targets have in
/// common, the search for secrets that shouldn't be anywhere.
///
/// Knows only the model.
@NullMarked
package dev.keyward.testing;

import org.jspecify.annotations.NullMarked;
