/// Telling others what happens in vaults: CloudEvents 1.0 over webhooks, from an outbox that is
/// written in the same change as what they tell of.
///
/// Knows neither requests nor ARM. Entry types: [EventSubscriptions], [Outbox], [Courier].
@NullMarked
package dev.keyward.outside.events;

import org.jspecify.annotations.NullMarked;
