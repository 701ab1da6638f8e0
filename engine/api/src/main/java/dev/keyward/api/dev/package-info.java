/// What only a development server offers: letting time pass.
///
/// Entry type: [TimeRoutes].
@NullMarked
package dev.keyward.api.dev;

import org.jspecify.annotations.NullMarked;
