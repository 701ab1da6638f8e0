/// The login endpoint (tokens, discovery) and the graph (who there is), as far as clients of vaults
/// and management tools call them (identity reference).
///
/// Entry types: [LoginRoutes] and [GraphRoutes].
@NullMarked
package dev.keyward.api.login;

import org.jspecify.annotations.NullMarked;
