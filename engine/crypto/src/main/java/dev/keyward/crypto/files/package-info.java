/// Keys that come from outside: checked part by part, and read from PEM and PFX files.
@NullMarked
package dev.keyward.crypto.files;

import org.jspecify.annotations.NullMarked;
