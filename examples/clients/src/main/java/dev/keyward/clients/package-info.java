/// Applications written for Azure Key Vault, run against Keyward without a change.
@NullMarked
package dev.keyward.clients;

import org.jspecify.annotations.NullMarked;
