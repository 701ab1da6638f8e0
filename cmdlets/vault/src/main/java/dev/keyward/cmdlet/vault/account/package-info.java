/// Signing in and out, environments, contexts, subscriptions and tenants.
@NullMarked
package dev.keyward.cmdlet.vault.account;

import org.jspecify.annotations.NullMarked;
