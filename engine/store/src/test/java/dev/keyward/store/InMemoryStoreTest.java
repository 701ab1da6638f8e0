package dev.keyward.store;

import org.junit.jupiter.api.AfterEach;

class InMemoryStoreTest implements StoreContract {
    private final Store store = Store.inMemory();

    @Override
    public Store store() {
        return store;
    }

    @AfterEach
    void close() {
        store.close();
    }
}
