package dev.keyward.language.eval;

import dev.keyward.cmdlet.Signature;

/// What binding needs to know of a command.
///
/// @param errorSource stands behind the comma in ids of binding errors
/// @param advanced refuses arguments it doesn't know and has the common parameters
/// @param script written in the language rather than in Java
record Shape(
        String name, String errorSource, Signature signature, boolean advanced, boolean script) {}
