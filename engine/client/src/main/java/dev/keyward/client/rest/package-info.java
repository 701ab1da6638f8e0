/// One call: its URI, its token, its repetitions, its pages, from and to records of the wire. Knows
/// no operation by name.
@NullMarked
package dev.keyward.client.rest;

import org.jspecify.annotations.NullMarked;
