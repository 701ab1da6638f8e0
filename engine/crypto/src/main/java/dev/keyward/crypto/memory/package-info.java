/// Where long-lived symmetric keys are while they are in use, locked pages or the heap, and the
/// primitives that work on them there. Knows no hierarchy of keys.
@NullMarked
package dev.keyward.crypto.memory;

import org.jspecify.annotations.NullMarked;
