/// Access tokens: their form, who they are for, the keys that sign them, and who sent one. Entry
/// type: [Tokens][dev.keyward.directory.tokens.Tokens].
///
/// Knows no roles and no HTTP.
@NullMarked
package dev.keyward.directory.tokens;

import org.jspecify.annotations.NullMarked;
