/// What values are and do: types by their .NET names, conversion, operators, members, text.
///
/// Knows no syntax, no scopes and no streams. [Values] is the entry: one for each session, made
/// from its [Surroundings]; it hands out [Conversions], [Operators] and [Members].
///
/// ```java
/// Values values = new Values(surroundings);
/// values.conversions().convert("42", NetType.INT);
/// values.operators().add("1", 2);
/// ```
@NullMarked
package dev.keyward.language.value;

import org.jspecify.annotations.NullMarked;
