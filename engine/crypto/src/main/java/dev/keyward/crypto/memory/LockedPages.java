package dev.keyward.crypto.memory;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.NoSuchElementException;

/// Pages outside the heap that are locked into memory (`mlock`) and left out of core files
/// (`MADV_DONTDUMP`), cut into slots of one key each. Grows by a chunk at a time; never shrinks.
///
/// Every use copies the key to the heap for a moment, so this keeps keys off the disk at rest and
/// makes them rarer in a dump, no more (security.md, section 6).
final class LockedPages implements KeyMemory.SlotSource {
    private static final System.Logger LOG = System.getLogger(LockedPages.class.getName());

    private static final int SLOT_BYTES = Primitives.KEY_BYTES;

    /// Small against the usual limit of 8 MiB for a user; room for 2048 keys.
    private static final int CHUNK_BYTES = 64 * 1024;

    private static final int PAGE_BYTES = 4096;
    private static final int MADV_DONTDUMP = 16;
    private static final int MADV_WIPEONFORK = 18;

    private final Deque<MemorySegment> free = new ArrayDeque<>();
    private boolean exhausted;
    private long lockedBytes;

    @Override
    public synchronized KeyMemory.Slot slot(byte[] key) {
        if (key.length != SLOT_BYTES) {
            return new KeyMemory.HeapSlot(key);
        }
        if (free.isEmpty() && !exhausted) {
            grow();
        }
        MemorySegment room = free.poll();
        if (room == null) {
            return new KeyMemory.HeapSlot(key);
        }
        MemorySegment.copy(key, 0, room, ValueLayout.JAVA_BYTE, 0, SLOT_BYTES);
        Arrays.fill(key, (byte) 0);
        return new LockedSlot(this, room);
    }

    synchronized long lockedBytes() {
        return lockedBytes;
    }

    private synchronized void giveBack(MemorySegment room) {
        free.push(room);
    }

    private void grow() {
        MemorySegment chunk = Arena.global().allocate(CHUNK_BYTES, PAGE_BYTES);
        String failure = LibC.INSTANCE.lock(chunk);
        if (!failure.isEmpty()) {
            exhausted = true;
            LOG.log(
                    System.Logger.Level.WARNING,
                    "keys stay on the heap, where they can be swapped or dumped: {0}; raise"
                            + " RLIMIT_MEMLOCK (ulimit -l) above {1} KiB",
                    failure,
                    (lockedBytes + CHUNK_BYTES) / 1024);
            return;
        }
        lockedBytes += CHUNK_BYTES;
        for (long at = 0; at < CHUNK_BYTES; at += SLOT_BYTES) {
            free.add(chunk.asSlice(at, SLOT_BYTES));
        }
    }

    private record LockedSlot(LockedPages pages, MemorySegment room) implements KeyMemory.Slot {
        @Override
        public byte[] copy() {
            return room.toArray(ValueLayout.JAVA_BYTE);
        }

        @Override
        public void wipe() {
            room.fill((byte) 0);
            pages.giveBack(room);
        }
    }

    /// The two calls, found at first use.
    private record LibC(MethodHandle mlock, MethodHandle madvise, String failure) {
        static final LibC INSTANCE = find();

        // Restricted: the signatures below are those of POSIX, and the segment outlives the calls.
        @SuppressWarnings("restricted")
        private static LibC find() {
            Linker linker = Linker.nativeLinker();
            MethodHandle none = MethodHandles.empty(MethodType.methodType(int.class));
            try {
                return new LibC(
                        linker.downcallHandle(
                                linker.defaultLookup().findOrThrow("mlock"),
                                FunctionDescriptor.of(
                                        ValueLayout.JAVA_INT,
                                        ValueLayout.ADDRESS,
                                        ValueLayout.JAVA_LONG)),
                        linker.downcallHandle(
                                linker.defaultLookup().findOrThrow("madvise"),
                                FunctionDescriptor.of(
                                        ValueLayout.JAVA_INT,
                                        ValueLayout.ADDRESS,
                                        ValueLayout.JAVA_LONG,
                                        ValueLayout.JAVA_INT)),
                        "");
            } catch (NoSuchElementException
                    | IllegalCallerException
                    | UnsupportedOperationException e) {
                return new LibC(none, none, e.toString());
            }
        }

        /// @return empty if it was done, else why not
        String lock(MemorySegment chunk) {
            if (!failure.isEmpty()) {
                return failure;
            }
            try {
                if ((int) mlock.invokeExact(chunk, chunk.byteSize()) != 0) {
                    return "mlock of " + chunk.byteSize() / 1024 + " KiB was refused";
                }
                int undumped = (int) madvise.invokeExact(chunk, chunk.byteSize(), MADV_DONTDUMP);
                int unforked = (int) madvise.invokeExact(chunk, chunk.byteSize(), MADV_WIPEONFORK);
                if (undumped != 0 || unforked != 0) {
                    LOG.log(
                            System.Logger.Level.DEBUG,
                            "madvise: dontdump={0} wipeonfork={1}",
                            undumped,
                            unforked);
                }
                return "";
            } catch (Throwable e) {
                // A method handle declares everything; a call into C throws nothing.
                return e.toString();
            }
        }
    }
}
