package dev.keyward.api.operation;

import dev.keyward.api.exchange.ApiResponse;
import java.util.function.Supplier;

/// What an operation will do for one request, and what that takes. The work holds what was found
/// and parsed for the plan, so that nothing is looked up twice.
///
/// The work may wait for its turn. What was planned as [Cost#MEMORY] doesn't; anything else that
/// builds on the state of an object makes sure when it begins that the state still holds (S-08).
///
/// @param weight how many requests it counts for (security.md, section 8.2), in requests about an
///   RSA key of 2048 bits
/// @param work run once, where the cost says; refuses as a [Handler] does
public record Plan(Cost cost, int weight, Supplier<ApiResponse> work) {
    /// Counts for one request.
    public static Plan of(Cost cost, Supplier<ApiResponse> work) {
        return new Plan(cost, 1, work);
    }
}
