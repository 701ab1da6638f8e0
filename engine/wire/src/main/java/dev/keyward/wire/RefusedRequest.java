package dev.keyward.wire;

/// A refusal that the protocol alone knows: no such address, no such method, a rule of ARM's forms.
/// What a vault refuses is a [dev.keyward.model.VaultError], which knows no status.
public final class RefusedRequest extends RuntimeException {
    /// The code of [#nothingHere].
    public static final String NOTHING_HERE = "NotFound";

    private static final long serialVersionUID = 1L;

    private final transient WireError answer;

    public RefusedRequest(WireError answer) {
        // No stack trace: it is an answer, not a fault.
        super(answer.body().code(), null, false, false);
        this.answer = answer;
    }

    /// @param status 400 to 499
    /// @param message holds no secret; text from a caller comes through
    ///   [dev.keyward.model.Printable]
    public RefusedRequest(int status, String code, String message) {
        this(WireError.of(status, code, message));
    }

    public static RefusedRequest nothingHere() {
        return new RefusedRequest(404, NOTHING_HERE, "There is nothing at this address.");
    }

    public WireError answer() {
        return answer;
    }
}
