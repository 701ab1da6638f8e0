/// What the deployment may reach of the world outside: HTTPS to the hosts an operator has named,
/// and to nobody else.
///
/// Knows nothing of what is asked or told there. Entry types: [OutsideRules], [Outside].
@NullMarked
package dev.keyward.api.outside;

import org.jspecify.annotations.NullMarked;
