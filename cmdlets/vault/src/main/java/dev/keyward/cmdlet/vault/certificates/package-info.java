/// Certificates, their policies and operations, issuers and contacts.
@NullMarked
package dev.keyward.cmdlet.vault.certificates;

import org.jspecify.annotations.NullMarked;
