/// Plans, offers and quotas: what the operator gives, and in which portions.
@NullMarked
package dev.keyward.cmdlet.vault.offers;

import org.jspecify.annotations.NullMarked;
