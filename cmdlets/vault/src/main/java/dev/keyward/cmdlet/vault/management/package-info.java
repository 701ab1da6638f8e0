/// Vaults, their access policies and their firewall.
@NullMarked
package dev.keyward.cmdlet.vault.management;

import org.jspecify.annotations.NullMarked;
