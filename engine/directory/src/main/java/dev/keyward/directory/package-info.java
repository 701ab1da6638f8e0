/// Who may do what: tenants, principals, tokens, access policies, subscriptions and groups; one
/// pure decision function.
///
/// No HTTP, no SQL.
@NullMarked
package dev.keyward.directory;

import org.jspecify.annotations.NullMarked;
