/// The JSON of the graph, in both dialects that tools speak (identity reference, section 11a).
@NullMarked
package dev.keyward.wire.graph;

import org.jspecify.annotations.NullMarked;
