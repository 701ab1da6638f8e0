/// Keys, secrets and certificates of a vault, operation by operation.
@NullMarked
package dev.keyward.client.objects;

import org.jspecify.annotations.NullMarked;
