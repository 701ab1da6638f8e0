package dev.keyward.cmdlet.vault.shape;

import dev.keyward.cmdlet.Completer;
import dev.keyward.cmdlet.TypeToken;
import dev.keyward.cmdlet.vault.facts.Vocabulary;
import dev.keyward.model.Bug;
import java.util.Locale;

/// The types and proposals that the facts name.
final class Words implements Vocabulary {
    @Override
    public TypeToken type(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "object" -> TypeToken.OBJECT;
            case "string" -> TypeToken.STRING;
            case "int", "int32" -> TypeToken.INT;
            case "long" -> TypeToken.LONG;
            case "bool", "boolean" -> TypeToken.BOOL;
            case "byte" -> TypeToken.of("byte");
            case "switch" -> TypeToken.SWITCH;
            case "datetime" -> TypeToken.DATE_TIME;
            case "guid" -> TypeToken.GUID;
            case "hashtable" -> TypeToken.HASHTABLE;
            case "securestring" -> TypeToken.SECURE_STRING;
            case "pscredential" -> TypeToken.CREDENTIAL;
            default -> Types.named(name);
        };
    }

    @Override
    public Completer completer(String name) {
        return switch (name) {
            case "vaults" -> Completions::vaults;
            case "groups" -> Completions::resourceGroups;
            case "keys" -> Completions::keys;
            case "secrets" -> Completions::secrets;
            case "certificates" -> Completions::certificates;
            case "plans" -> Completions::plans;
            case "offers" -> Completions::offers;
            case "publicoffers" -> Completions::publicOffers;
            case "publicofferids" -> Completions::publicOfferIds;
            case "locations" -> Completions::locations;
            default -> throw Bug.because("nothing proposes " + name);
        };
    }
}
