/// Applications, service principals, users and groups.
@NullMarked
package dev.keyward.cmdlet.vault.directory;

import org.jspecify.annotations.NullMarked;
