/// The sample application of Azure Key Vault's documentation, for today's SDK.
@NullMarked
package dev.keyward.examples.hello;

import org.jspecify.annotations.NullMarked;
