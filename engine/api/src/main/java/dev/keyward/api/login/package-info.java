/// The login endpoint: tokens and discovery, as far as clients of vaults and management tools call
/// them (identity.md).
///
/// Entry type: [LoginRoutes].
@NullMarked
package dev.keyward.api.login;

import org.jspecify.annotations.NullMarked;
