/// The graph: who there is in a tenant, as far as clients of vaults and management tools ask it, in
/// the dialects of AAD Graph and of Microsoft Graph (identity.md, section 11a).
///
/// Entry type: [GraphRoutes].
@NullMarked
package dev.keyward.api.graph;

import org.jspecify.annotations.NullMarked;
