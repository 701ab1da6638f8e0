/// The words that language and cmdlets share: values, parameters, signatures, the running cmdlet,
/// its streams and its errors.
///
/// Knows neither language nor vault. A cmdlet implements [Cmdlet]; what it may do while it runs is
/// [Invocation]; what outlives one run is [SessionServices]; what the surrounding program offers is
/// [HostIo].
///
/// Values are plain Java objects: `null`, `String`, `Boolean`, `Character`, `Integer`, `Long`,
/// `Short`, `Byte` (SByte), `Double`, `Float`, `BigDecimal` (Decimal), `BigInteger`, `Object[]` and
/// its typed kin (`String[]`, `Integer[]`, ..., `byte[]`) for arrays, `java.util.List` for lists,
/// [PsObject], [PsHashtable], [SecureString], [Credential], [DateTime], `Duration` (TimeSpan),
/// `UUID` (Guid), `URI`, [ScriptBlock], [SwitchParameter], [ErrorRecord], [StreamRecord],
/// [ExceptionValue].
@NullMarked
package dev.keyward.cmdlet;

import org.jspecify.annotations.NullMarked;
