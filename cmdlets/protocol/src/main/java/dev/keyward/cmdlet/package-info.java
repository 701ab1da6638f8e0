/// The words that language and cmdlets share: objects, parameters, signatures, the running cmdlet
/// and its errors.
///
/// Knows neither language nor vault.
@NullMarked
package dev.keyward.cmdlet;

import org.jspecify.annotations.NullMarked;
