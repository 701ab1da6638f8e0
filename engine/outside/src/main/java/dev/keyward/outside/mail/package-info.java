/// Mail over SMTP to the contacts of a vault's certificates.
///
/// Knows nothing of vaults or of when a mail is due. Entry types: [Mailer], [MailServer].
@NullMarked
package dev.keyward.outside.mail;

import org.jspecify.annotations.NullMarked;
