package dev.keyward.model.certificates;

import dev.keyward.model.KeyOperation;
import java.util.List;
import java.util.Optional;

/// The bits of the KeyUsage extension (RFC 5280 4.2.1.3), in the order of their numbers.
public enum KeyUsage {
    DIGITAL_SIGNATURE("digitalSignature", KeyOperation.SIGN, KeyOperation.VERIFY),
    NON_REPUDIATION("nonRepudiation", KeyOperation.SIGN, KeyOperation.VERIFY),
    KEY_ENCIPHERMENT("keyEncipherment", KeyOperation.WRAP_KEY, KeyOperation.UNWRAP_KEY),
    DATA_ENCIPHERMENT("dataEncipherment", KeyOperation.ENCRYPT, KeyOperation.DECRYPT),
    KEY_AGREEMENT("keyAgreement"),
    KEY_CERT_SIGN("keyCertSign", KeyOperation.SIGN, KeyOperation.VERIFY),
    CRL_SIGN("cRLSign", KeyOperation.SIGN, KeyOperation.VERIFY),
    ENCIPHER_ONLY("encipherOnly", KeyOperation.ENCRYPT),
    DECIPHER_ONLY("decipherOnly", KeyOperation.DECRYPT);

    private final String word;
    private final List<KeyOperation> operations;

    KeyUsage(String word, KeyOperation... operations) {
        this.word = word;
        this.operations = List.of(operations);
    }

    /// As policies spell it, such as `cRLSign`.
    public String word() {
        return word;
    }

    /// What the key behind the certificate may do on account of it (data-plane-certificates.md,
    /// section 2); none for key agreement.
    public List<KeyOperation> operations() {
        return operations;
    }

    /// @param text in any letter case
    public static Optional<KeyUsage> parse(String text) {
        for (KeyUsage usage : values()) {
            if (usage.word.equalsIgnoreCase(text)) {
                return Optional.of(usage);
            }
        }
        return Optional.empty();
    }
}
