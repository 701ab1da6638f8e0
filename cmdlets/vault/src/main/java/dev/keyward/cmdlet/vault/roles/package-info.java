/// Roles: which there are, and who has them where.
@NullMarked
package dev.keyward.cmdlet.vault.roles;

import org.jspecify.annotations.NullMarked;
