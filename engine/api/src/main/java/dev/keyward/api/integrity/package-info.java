/// Checking all records on demand, and repairing what was damaged, over the management plane.
@NullMarked
package dev.keyward.api.integrity;

import org.jspecify.annotations.NullMarked;
