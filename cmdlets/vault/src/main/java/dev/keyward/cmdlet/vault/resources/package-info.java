/// Resource providers and resource groups.
@NullMarked
package dev.keyward.cmdlet.vault.resources;

import org.jspecify.annotations.NullMarked;
