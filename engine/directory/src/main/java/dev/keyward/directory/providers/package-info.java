/// Other people's identity providers: which a tenant trusts, whose users and applications its
/// tokens speak of, and the keys they publish. Entry types:
/// [IdentityProviders][dev.keyward.directory.providers.IdentityProviders] for who administers them,
/// [ProviderTokens][dev.keyward.directory.providers.ProviderTokens] for who is shown a token.
///
/// Knows no roles and no HTTP: how documents are fetched, it is given.
@NullMarked
package dev.keyward.directory.providers;

import org.jspecify.annotations.NullMarked;
