/// Who has which offer: the operator's subscribers, and subscribing oneself.
@NullMarked
package dev.keyward.cmdlet.vault.subscribers;

import org.jspecify.annotations.NullMarked;
