package dev.keyward.crypto.memory;

import java.util.Arrays;

/// Where long-lived keys are kept: pages that are neither swapped nor dumped, or the heap
/// (security.md, section 6).
///
/// Locked pages cost a third of a second to set up, so a server uses them and a short-lived command
/// doesn't. Copies for the length of a call are on the heap either way.
public final class KeyMemory {
    private final SlotSource source;

    private KeyMemory(SlotSource source) {
        this.source = source;
    }

    public static KeyMemory onHeap() {
        return new KeyMemory(HeapSlot::new);
    }

    /// Locked pages where the system gives them; where it doesn't (`RLIMIT_MEMLOCK`, another system
    /// than Linux), warns once and uses the heap.
    public static KeyMemory locked() {
        return new KeyMemory(new LockedPages());
    }

    /// @param key taken over and wiped
    public HeldKey hold(byte[] key) {
        return new HeldKey(source.slot(key));
    }

    /// Room for one key.
    interface Slot {
        /// A copy that the caller wipes.
        byte[] copy();

        /// Overwrites the key and gives the room back.
        void wipe();
    }

    /// Makes slots.
    interface SlotSource {
        /// @param key taken over and wiped
        Slot slot(byte[] key);
    }

    /// A key on the heap.
    record HeapSlot(byte[] key) implements Slot {
        @Override
        public byte[] copy() {
            return key.clone();
        }

        @Override
        public void wipe() {
            Arrays.fill(key, (byte) 0);
        }
    }
}
