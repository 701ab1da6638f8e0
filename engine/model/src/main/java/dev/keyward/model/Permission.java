package dev.keyward.model;

import java.util.Optional;

/// One right in a vault's access policy: a word of one of the four lists (management-plane.md,
/// section 2.3).
public sealed interface Permission {
    /// The word as it stands in a policy, such as `wrapKey`.
    String word();

    /// The list it belongs to, such as `keys`.
    String list();

    /// Rights over keys.
    enum Key implements Permission {
        ENCRYPT("encrypt"),
        DECRYPT("decrypt"),
        WRAP_KEY("wrapKey"),
        UNWRAP_KEY("unwrapKey"),
        SIGN("sign"),
        VERIFY("verify"),
        GET("get"),
        LIST("list"),
        CREATE("create"),
        UPDATE("update"),
        IMPORT("import"),
        DELETE("delete"),
        BACKUP("backup"),
        RESTORE("restore"),
        RECOVER("recover"),
        PURGE("purge"),
        RELEASE("release"),
        ROTATE("rotate"),
        GET_ROTATION_POLICY("getrotationpolicy"),
        SET_ROTATION_POLICY("setrotationpolicy");

        private final String word;

        Key(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }

        @Override
        public String list() {
            return "keys";
        }
    }

    /// Rights over secrets.
    enum Secret implements Permission {
        GET("get"),
        LIST("list"),
        SET("set"),
        DELETE("delete"),
        BACKUP("backup"),
        RESTORE("restore"),
        RECOVER("recover"),
        PURGE("purge");

        private final String word;

        Secret(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }

        @Override
        public String list() {
            return "secrets";
        }
    }

    /// Rights over certificates, contacts and issuers.
    enum Certificate implements Permission {
        GET("get"),
        LIST("list"),
        DELETE("delete"),
        CREATE("create"),
        IMPORT("import"),
        UPDATE("update"),
        MANAGE_CONTACTS("managecontacts"),
        GET_ISSUERS("getissuers"),
        LIST_ISSUERS("listissuers"),
        SET_ISSUERS("setissuers"),
        DELETE_ISSUERS("deleteissuers"),
        MANAGE_ISSUERS("manageissuers"),
        RECOVER("recover"),
        PURGE("purge"),
        BACKUP("backup"),
        RESTORE("restore");

        private final String word;

        Certificate(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }

        @Override
        public String list() {
            return "certificates";
        }
    }

    /// Rights over managed storage accounts; kept so that policies survive a round trip.
    enum Storage implements Permission {
        GET("get"),
        LIST("list"),
        DELETE("delete"),
        SET("set"),
        UPDATE("update"),
        REGENERATE_KEY("regeneratekey"),
        RECOVER("recover"),
        PURGE("purge"),
        BACKUP("backup"),
        RESTORE("restore"),
        SET_SAS("setsas"),
        LIST_SAS("listsas"),
        GET_SAS("getsas"),
        DELETE_SAS("deletesas");

        private final String word;

        Storage(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }

        @Override
        public String list() {
            return "storage";
        }
    }

    /// Finds the constant of one list by its word, in any letter case.
    static <P extends Enum<P> & Permission> Optional<P> parse(Class<P> list, String word) {
        for (P permission : list.getEnumConstants()) {
            if (permission.word().equalsIgnoreCase(word)) {
                return Optional.of(permission);
            }
        }
        return Optional.empty();
    }
}
