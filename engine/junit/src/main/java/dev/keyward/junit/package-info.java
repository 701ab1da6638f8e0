/// A vault for tests: started in the test's own process, ready in less than a second, gone
/// afterwards. Entry types: [KeywardExtension] for JUnit Jupiter, [TestVault] for everything else.
@NullMarked
package dev.keyward.junit;

import org.jspecify.annotations.NullMarked;
