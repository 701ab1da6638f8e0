/// Secrets.
@NullMarked
package dev.keyward.cmdlet.vault.secrets;

import org.jspecify.annotations.NullMarked;
