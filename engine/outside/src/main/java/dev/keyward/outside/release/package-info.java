/// Whether a key may leave the vault: release policies, attestation tokens, and the signed answer
/// (data-plane-keys.md, section 7).
///
/// Knows neither requests nor vaults. Entry types: [ReleaseRules], [Attestation], [ReleaseSigner].
@NullMarked
package dev.keyward.outside.release;

import org.jspecify.annotations.NullMarked;
