/// What the server says on the wire in each case that the protocol names, as files a person can
/// read: a request or several, and the answer to the last one.
@NullMarked
package dev.keyward.server.recordings;

import org.jspecify.annotations.NullMarked;
