/// What a person shows besides a password. Entry type:
/// [SecondFactors][dev.keyward.directory.factors.SecondFactors].
@NullMarked
package dev.keyward.directory.factors;

import org.jspecify.annotations.NullMarked;
