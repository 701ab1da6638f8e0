/// What a plane declares: an operation with its name, who may have it done, what it takes and what
/// it does, and the route that leads to it.
///
/// Knows neither how requests find their operation nor any operation in particular. Entry types:
/// [Route], [Operation].
@NullMarked
package dev.keyward.api.operation;

import org.jspecify.annotations.NullMarked;
