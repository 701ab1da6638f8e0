package dev.keyward.issuers.acme;

import dev.keyward.vault.issuers.IssuerAnswer;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import org.shredzone.acme4j.Authorization;
import org.shredzone.acme4j.Order;
import org.shredzone.acme4j.Problem;
import org.shredzone.acme4j.challenge.Challenge;
import org.shredzone.acme4j.exception.AcmeException;
import org.shredzone.acme4j.exception.AcmeLazyLoadingException;
import org.shredzone.acme4j.exception.AcmeNetworkException;
import org.shredzone.acme4j.exception.AcmeServerException;

/// What servers say went wrong (RFC 8555 6.7), in words for the caller. The server chose them, so
/// they are cut and cleaned.
final class AcmeProblems {
    static final String REJECTED = "Request rejected";
    static final String ISSUER_ERROR = "Certificate issuer error";

    private static final String PREFIX = "urn:ietf:params:acme:error:";
    private static final int LONGEST = 300;

    /// What may be gone the next time.
    private static final Set<String> PASSING =
            Set.of(PREFIX + "serverInternal", PREFIX + "badNonce");

    private AcmeProblems() {}

    static boolean isUnknownAccount(Problem problem) {
        return type(problem).equals(PREFIX + "accountDoesNotExist");
    }

    /// @throws IOException if it is worth trying again
    static IssuerAnswer refusal(AcmeServerException refusal) throws IOException {
        Problem problem = refusal.getProblem();
        if (PASSING.contains(type(problem)) || isUnknownAccount(problem)) {
            throw new IOException(text(problem), refusal);
        }
        return new IssuerAnswer.Refused(REJECTED, text(problem));
    }

    /// An order that came to nothing: by the first name that couldn't be validated.
    static IssuerAnswer failed(Order order) {
        for (Authorization authorization : order.getAuthorizations()) {
            for (Challenge challenge : authorization.getChallenges()) {
                Optional<Problem> error = challenge.getError();
                if (error.isPresent()) {
                    return new IssuerAnswer.Refused(
                            REJECTED,
                            clean(authorization.getIdentifier().getValue())
                                    + " could not be validated: "
                                    + text(error.get()));
                }
            }
        }
        return new IssuerAnswer.Refused(
                REJECTED,
                order.getError()
                        .map(AcmeProblems::text)
                        .orElse("the order is " + order.getStatus()));
    }

    /// Such as `rejectedIdentifier: policy forbids it`.
    static String text(Problem problem) {
        String type = type(problem);
        String word = type.startsWith(PREFIX) ? type.substring(PREFIX.length()) : type;
        return clean(word + problem.getDetail().map(detail -> ": " + detail).orElse(""));
    }

    static String message(Exception failed) {
        Throwable cause = failed.getCause();
        if (failed instanceof AcmeLazyLoadingException && cause instanceof AcmeException inner) {
            return message(inner);
        }
        // The library says no more of it than that it was a network error.
        String message = failed instanceof AcmeNetworkException ? null : failed.getMessage();
        if (message == null && cause != null) {
            message = cause.getMessage() == null ? cause.toString() : cause.getMessage();
        }
        return clean(message == null ? failed.toString() : message);
    }

    private static String type(Problem problem) {
        URI type = problem.getType();
        return type == null ? "error" : type.toString();
    }

    private static String clean(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints()
                .limit(LONGEST)
                .map(c ->
                        Character.isISOControl(c) || Character.getType(c) == Character.FORMAT
                                ? ' '
                                : c)
                .forEach(out::appendCodePoint);
        return out.toString();
    }
}
