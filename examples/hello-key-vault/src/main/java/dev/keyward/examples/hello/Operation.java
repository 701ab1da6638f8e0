package dev.keyward.examples.hello;

import com.azure.core.credential.TokenCredential;

/// What an argument stands for.
enum Operation {
    CREATE_KEY(all -> all.keys.create()),
    IMPORT_KEY(all -> all.keys.importOne()),
    GET_KEY(all -> all.keys.get()),
    LIST_KEYVERSIONS(all -> all.keys.listVersions()),
    UPDATE_KEY(all -> all.keys.update()),
    DELETE_KEY(all -> all.keys.delete()),
    BACKUP_RESTORE(all -> all.keys.backupAndRestore()),
    SIGN_VERIFY(all -> all.cryptography.signAndVerify()),
    ENCRYPT_DECRYPT(all -> all.cryptography.encryptAndDecrypt()),
    ENCRYPT(all -> all.cryptography.encrypt()),
    DECRYPT(all -> all.cryptography.decrypt()),
    WRAP_UNWRAP(all -> all.cryptography.wrapAndUnwrap()),
    CREATE_SECRET(all -> all.secrets.create()),
    GET_SECRET(all -> all.secrets.get()),
    LIST_SECRETS(all -> all.secrets.list()),
    DELETE_SECRET(all -> all.secrets.delete());

    private final Work work;

    Operation(Work work) {
        this.work = work;
    }

    /// @return what is printed of it
    /// @throws Exception with the reason in its message
    String run(All all) throws Exception {
        return work.on(all);
    }

    private interface Work {
        String on(All all) throws Exception;
    }

    /// The groups of operations, each with the object that its next one goes on with.
    static final class All {
        private final CryptographyOperations cryptography;
        private final KeyOperations keys;
        private final SecretOperations secrets;

        All(String vaultUrl, TokenCredential credential) {
            cryptography = new CryptographyOperations(credential);
            keys = new KeyOperations(vaultUrl, credential, cryptography);
            secrets = new SecretOperations(vaultUrl, credential);
        }
    }
}
