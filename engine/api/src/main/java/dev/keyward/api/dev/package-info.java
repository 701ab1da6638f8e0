/// What only a development server offers: letting time pass, and taking a vault's contents along.
///
/// Entry types: [TimeRoutes], [ContentsRoutes].
@NullMarked
package dev.keyward.api.dev;

import org.jspecify.annotations.NullMarked;
