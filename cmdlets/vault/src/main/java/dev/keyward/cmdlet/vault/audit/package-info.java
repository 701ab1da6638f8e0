/// Reading and checking the audit log.
@NullMarked
package dev.keyward.cmdlet.vault.audit;

import org.jspecify.annotations.NullMarked;
