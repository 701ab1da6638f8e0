/// The JSON of the graph, in both dialects that tools speak (identity.md, section 11a).
@NullMarked
package dev.keyward.wire.graph;

import org.jspecify.annotations.NullMarked;
