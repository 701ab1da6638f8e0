/// The directory's people and applications. Entry type: [GraphClient].
@NullMarked
package dev.keyward.client.graph;

import org.jspecify.annotations.NullMarked;
