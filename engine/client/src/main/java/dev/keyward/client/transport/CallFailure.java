package dev.keyward.client.transport;

import org.jspecify.annotations.Nullable;

/// What kept a call from succeeding.
public sealed interface CallFailure {
    /// The service said no.
    ///
    /// @param code the service's own, such as `SecretNotFound`
    /// @param innerCode the more exact code some errors carry, such as `AccessDenied` inside
    ///   `Forbidden`
    record Refused(String code, @Nullable String innerCode) implements CallFailure {}

    /// The service knows nothing at the address.
    record NothingThere() implements CallFailure {}

    /// The name leads nowhere: it can't be resolved, or no vault has it.
    record HostNotFound() implements CallFailure {}

    record ConnectionFailed() implements CallFailure {}

    /// The peer didn't prove that it is the server.
    record CertificateNotTrusted() implements CallFailure {}

    /// Whoever had signed in has to do so again: the sign-in can't be renewed.
    record SignInEnded() implements CallFailure {}

    /// The caller was interrupted.
    record Cancelled() implements CallFailure {}

    /// The service said yes, and what it said besides can't be understood.
    record BadAnswer() implements CallFailure {}

    /// The service's code, or this failure's own name.
    default String code() {
        return switch (this) {
            case Refused it -> it.code();
            case NothingThere _ -> "NotFound";
            case HostNotFound _ -> "HostNotFound";
            case ConnectionFailed _ -> "ConnectionFailed";
            case CertificateNotTrusted _ -> "CertificateNotTrusted";
            case SignInEnded _ -> "SignInEnded";
            case Cancelled _ -> "Cancelled";
            case BadAnswer _ -> "BadAnswer";
        };
    }
}
