package dev.keyward.directory.signin;

import java.time.Duration;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// What was found of somebody who shows a credential.
///
/// @param <T> who it is
public sealed interface Checked<T extends Object> {
    record Right<T extends Object>(T who) implements Checked<T> {}

    record Refused<T extends Object>(SignInResult.Reason reason) implements Checked<T> {}

    /// Too many failures of the name or the address.
    record Throttled<T extends Object>(Duration retryAfter) implements Checked<T> {}

    /// The same of something else that it is.
    default Checked<T> map(UnaryOperator<T> change) {
        return this instanceof Right<T>(T who) ? new Right<>(change.apply(who)) : this;
    }

    /// What is given to who it is; others are told why there is nothing.
    default SignInResult then(Function<T, SignInResult> given) {
        return switch (this) {
            case Right<T>(T who) -> given.apply(who);
            case Refused<T>(SignInResult.Reason reason) -> new SignInResult.Refused(reason);
            case Throttled<T>(Duration retryAfter) -> new SignInResult.Throttled(retryAfter);
        };
    }
}
