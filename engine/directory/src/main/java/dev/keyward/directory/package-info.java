/// Who may do what: tenants, principals, tokens, access policies, subscriptions and groups; one
/// pure decision function. This package is the face of the room,
/// [Directory][dev.keyward.directory.Directory], which puts its subjects together: `principals` and
/// above them `tenancy`, `offers`, `tokens`, `roles` and `signin`.
///
/// No HTTP, no SQL.
@NullMarked
package dev.keyward.directory;

import org.jspecify.annotations.NullMarked;
