/// What the server says to and asks of the world outside: events to webhooks and mails to contacts
/// in the packages below, the attestation of environments that ask for a key. This package holds
/// whom it may reach at all: HTTPS to the hosts an operator has named, and to nobody else.
///
/// Knows neither requests nor planes; of the deployment's own hosts, the URLs of vaults. Entry
/// types: [OutsideRules], [Outside].
@NullMarked
package dev.keyward.outside;

import org.jspecify.annotations.NullMarked;
