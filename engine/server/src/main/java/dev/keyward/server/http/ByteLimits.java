package dev.keyward.server.http;

/// How many bytes of requests that haven't arrived whole may lie here at once (security.md, section
/// 8.3). What arrives in one piece never counts: it is judged before anything else is read.
///
/// @param strangers of those nobody knows, in all
/// @param strangersEach of those from one host (an IPv4 address, or a /64 of IPv6)
/// @param known bodies of callers who may do what they ask for, in all
/// @param knownEach those of one tenant
/// @param unsent answers that their clients don't take, in all
/// @param unsentEach those for one host
record ByteLimits(
        long strangers,
        long strangersEach,
        long known,
        long knownEach,
        long unsent,
        long unsentEach) {
    private static final long SMALLEST = 2 << 20;
    private static final long LARGEST = 32 << 20;

    /// The contents of a vault come in one body to a development server.
    private static final long DEVELOPMENT = 128 << 20;

    /// A thirty-second part of the heap for strangers, an eighth for callers.
    static ByteLimits ofHeap(long heapBytes) {
        long strangers = Math.clamp(heapBytes / 32, SMALLEST, LARGEST);
        long known = Math.max(heapBytes / 8, 2 * LARGEST);
        return new ByteLimits(
                strangers, strangers / 8, known, known / 2, 2 * strangers, strangers / 4);
    }

    ByteLimits forDevelopment() {
        return new ByteLimits(
                strangers,
                strangersEach,
                Math.max(known, DEVELOPMENT),
                Math.max(knownEach, DEVELOPMENT),
                unsent,
                unsentEach);
    }
}
