package dev.keyward.issuers.acme;

import org.shredzone.acme4j.exception.AcmeProtocolException;

/// The issuer answered more than anybody has to say in ACME.
final class OversizedAnswerException extends AcmeProtocolException {
    private static final long serialVersionUID = 1L;

    OversizedAnswerException(String message) {
        super(message);
    }
}
