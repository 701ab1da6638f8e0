/// Other people's identity providers: whether a token of theirs is what it says, by the keys that
/// they publish (OpenID Connect Discovery 1.0).
///
/// Knows neither applications nor rights. Entry type: [IssuerSignatures].
@NullMarked
package dev.keyward.outside.identity;

import org.jspecify.annotations.NullMarked;
