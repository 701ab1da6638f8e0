/// The load harness: server, empty handler and `openssl speed` in one run, and the table of
/// performance.md, section 1, with ratios. No test; run it with `mvn -q -Pload -pl engine/server
/// -am test -DskipTests`.
@NullMarked
package dev.keyward.server.load;

import org.jspecify.annotations.NullMarked;
