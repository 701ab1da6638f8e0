/// Small files of a user that hold secrets: sealed, under a key of the system's keyring or of a
/// file beside them; and the sign-ins of people in one.
///
/// Knows no server and no connection. Entry types: [SealedFile], [SignInStore].
@NullMarked
package dev.keyward.cmdlet.vault.keeping;

import org.jspecify.annotations.NullMarked;
