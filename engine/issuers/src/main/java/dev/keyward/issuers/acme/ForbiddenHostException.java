package dev.keyward.issuers.acme;

import org.shredzone.acme4j.exception.AcmeProtocolException;

/// The issuer, or an answer of its, named a host that the operator doesn't let us call.
final class ForbiddenHostException extends AcmeProtocolException {
    private static final long serialVersionUID = 1L;

    ForbiddenHostException(String message) {
        super(message);
    }
}
