package dev.keyward.language.eval;

import dev.keyward.cmdlet.ConfirmImpact;
import dev.keyward.cmdlet.HostIo;
import dev.keyward.language.value.Truth;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// `ShouldProcess` and `ShouldContinue` of one call (language rules 12).
final class Confirmation {
    private static final List<HostIo.Choice> CHOICES =
            List.of(
                    new HostIo.Choice("&Yes", "Continue with only the next step of the operation."),
                    new HostIo.Choice(
                            "Yes to &All", "Continue with all the steps of the operation."),
                    new HostIo.Choice(
                            "&No", "Skip this operation and proceed with the next operation."),
                    new HostIo.Choice(
                            "No to A&ll", "Skip this operation and all subsequent operations."));

    private final Evaluator evaluator;
    private final Common common;
    private final String command;
    private final @Nullable ConfirmImpact impact;
    private boolean yesToAll;
    private boolean noToAll;

    Confirmation(
            Evaluator evaluator, Common common, String command, @Nullable ConfirmImpact impact) {
        this.evaluator = evaluator;
        this.common = common;
        this.command = command;
        this.impact = impact;
    }

    boolean shouldProcess(String target, String action, Consumer<String> verbose) {
        String sentence =
                "Performing the operation \"%s\" on target \"%s\"."
                        .formatted(action.isEmpty() ? command : action, target);
        return decide(
                sentence,
                "Are you sure you want to perform this action?\n" + sentence,
                "Confirm",
                verbose);
    }

    boolean shouldProcess(
            String description, String question, String caption, Consumer<String> verbose) {
        return decide(description, question, caption, verbose);
    }

    private boolean decide(
            String description, String question, String caption, Consumer<String> verbose) {
        boolean whatIf =
                common.flag("WhatIf")
                        .orElseGet(() -> Truth.of(evaluator.variables().value("WhatIfPreference")));
        if (whatIf) {
            evaluator.host().out("What if: " + description + "\n");
            return false;
        }
        if (!mustAsk()) {
            verbose.accept(description);
            return true;
        }
        return ask(question, caption);
    }

    private boolean mustAsk() {
        var flag = common.flag("Confirm");
        if (flag.isPresent()) {
            return flag.get();
        }
        Object preference = evaluator.variables().value("ConfirmPreference");
        ConfirmImpact threshold = ConfirmImpact.High;
        for (ConfirmImpact one : ConfirmImpact.values()) {
            if (one.name().equalsIgnoreCase(String.valueOf(preference))) {
                threshold = one;
            }
        }
        return threshold != ConfirmImpact.None
                && impact != null
                && impact != ConfirmImpact.None
                && impact.compareTo(threshold) >= 0;
    }

    boolean shouldContinue(String question, String caption) {
        return ask(question, caption);
    }

    private boolean ask(String question, String caption) {
        if (yesToAll || noToAll) {
            return yesToAll;
        }
        int answer = evaluator.host().choose(caption, question, CHOICES, 0);
        yesToAll = answer == 1;
        noToAll = answer == 3;
        return answer == 0 || answer == 1;
    }
}
