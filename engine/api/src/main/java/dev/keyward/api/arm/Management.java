package dev.keyward.api.arm;

import dev.keyward.api.exchange.Category;
import dev.keyward.api.operation.Cost;
import dev.keyward.api.operation.Handler;
import dev.keyward.api.operation.Operation;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.wire.RefusedRequest;
import java.util.UUID;

/// Makes operations of the management plane. Refused input is told in ARM's words: `BadRequest`
/// where the data plane says `BadParameter`.
public final class Management {
    private Management() {}

    /// @param name as the activity log has it, such as `Microsoft.Resources/subscriptions/read`
    public static Operation read(String name, Handler handler) {
        return Operation.signedIn(name, Category.ADMINISTRATIVE, Cost.MEMORY, inArm(handler));
    }

    public static Operation change(String name, Handler handler) {
        return Operation.signedIn(name, Category.ADMINISTRATIVE, Cost.STORE, inArm(handler));
    }

    /// @param name as Azure's audit log of a vault has it, such as `VaultGet`
    static Operation vaultRead(String name, Handler handler) {
        return Operation.signedIn(name, Category.AUDIT_EVENT, Cost.MEMORY, inArm(handler));
    }

    static Operation vaultChange(String name, Handler handler) {
        return Operation.signedIn(name, Category.AUDIT_EVENT, Cost.STORE, inArm(handler));
    }

    public static RefusedRequest refused(int status, String code, String message) {
        return new RefusedRequest(status, code, message);
    }

    /// Whose it is, or whether it is still there, isn't told.
    public static RefusedRequest subscriptionIdTaken(UUID id) {
        return refused(
                409,
                "SubscriptionIdNotAvailable",
                "A subscription of the id '" + id + "' can't be made; choose another id.");
    }

    private static Handler inArm(Handler handler) {
        return exchange -> {
            try {
                return handler.run(exchange);
            } catch (VaultException refusal) {
                if (refusal.error() instanceof VaultError.BadParameter bad) {
                    throw refused(400, "BadRequest", bad.parameter() + " must be " + bad.mustBe());
                }
                throw refusal;
            }
        };
    }
}
