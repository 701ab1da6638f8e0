package dev.keyward.language.value;

import java.util.List;
import java.util.Map;

/// The exception types scripts catch and throw, with the type each one extends.
final class ExceptionNames {
    private static final String EXCEPTION = "System.Exception";
    private static final String SYSTEM = "System.SystemException";
    private static final String RUNTIME = "System.Management.Automation.RuntimeException";

    private static final Map<String, String> PARENTS =
            Map.ofEntries(
                    Map.entry(SYSTEM, EXCEPTION),
                    Map.entry("System.ApplicationException", EXCEPTION),
                    Map.entry("System.AggregateException", EXCEPTION),
                    Map.entry("System.ArgumentException", SYSTEM),
                    Map.entry("System.ArgumentNullException", "System.ArgumentException"),
                    Map.entry("System.ArgumentOutOfRangeException", "System.ArgumentException"),
                    Map.entry("System.ArithmeticException", SYSTEM),
                    Map.entry("System.DivideByZeroException", "System.ArithmeticException"),
                    Map.entry("System.OverflowException", "System.ArithmeticException"),
                    Map.entry("System.FormatException", SYSTEM),
                    Map.entry("System.UriFormatException", "System.FormatException"),
                    Map.entry("System.IndexOutOfRangeException", SYSTEM),
                    Map.entry("System.InvalidCastException", SYSTEM),
                    Map.entry("System.InvalidOperationException", SYSTEM),
                    Map.entry("System.NotImplementedException", SYSTEM),
                    Map.entry("System.NotSupportedException", SYSTEM),
                    Map.entry("System.NullReferenceException", SYSTEM),
                    Map.entry("System.OperationCanceledException", SYSTEM),
                    Map.entry("System.TimeoutException", SYSTEM),
                    Map.entry("System.UnauthorizedAccessException", SYSTEM),
                    Map.entry("System.Collections.Generic.KeyNotFoundException", SYSTEM),
                    Map.entry("System.IO.IOException", SYSTEM),
                    Map.entry("System.IO.FileNotFoundException", "System.IO.IOException"),
                    Map.entry("System.IO.DirectoryNotFoundException", "System.IO.IOException"),
                    Map.entry("System.IO.EndOfStreamException", "System.IO.IOException"),
                    Map.entry("System.Net.WebException", "System.InvalidOperationException"),
                    Map.entry("System.Net.Http.HttpRequestException", EXCEPTION),
                    Map.entry("System.Security.SecurityException", SYSTEM),
                    Map.entry("System.Security.Cryptography.CryptographicException", SYSTEM),
                    Map.entry("System.Xml.XmlException", SYSTEM),
                    Map.entry("System.Text.Json.JsonException", EXCEPTION),
                    Map.entry(RUNTIME, SYSTEM),
                    Map.entry("System.Management.Automation.CommandNotFoundException", RUNTIME),
                    Map.entry("System.Management.Automation.MethodException", RUNTIME),
                    Map.entry(
                            "System.Management.Automation.MethodInvocationException",
                            "System.Management.Automation.MethodException"),
                    Map.entry(
                            "System.Management.Automation.PSInvalidCastException",
                            "System.InvalidCastException"),
                    Map.entry(
                            "System.Management.Automation.ArgumentTransformationMetadataException",
                            "System.Management.Automation.MetadataException"),
                    Map.entry(
                            "System.Management.Automation.ValidationMetadataException",
                            "System.Management.Automation.MetadataException"),
                    Map.entry("System.Management.Automation.MetadataException", RUNTIME),
                    Map.entry("System.Management.Automation.ParameterBindingException", RUNTIME),
                    Map.entry("System.Management.Automation.ParseException", RUNTIME),
                    Map.entry(
                            "System.Management.Automation.ActionPreferenceStopException", RUNTIME),
                    Map.entry("System.Management.Automation.PipelineStoppedException", RUNTIME),
                    Map.entry(
                            "System.Management.Automation.PSArgumentException",
                            "System.ArgumentException"),
                    Map.entry(
                            "System.Management.Automation.PSInvalidOperationException",
                            "System.InvalidOperationException"),
                    Map.entry(
                            "System.Management.Automation.PSNotSupportedException",
                            "System.NotSupportedException"),
                    Map.entry("System.Management.Automation.SessionStateException", RUNTIME),
                    Map.entry(
                            "System.Management.Automation.SessionStateUnauthorizedAccessException",
                            "System.Management.Automation.SessionStateException"),
                    Map.entry(
                            "System.Management.Automation.ItemNotFoundException",
                            "System.Management.Automation.SessionStateException"),
                    Map.entry(
                            "System.Management.Automation.DriveNotFoundException",
                            "System.Management.Automation.SessionStateException"),
                    Map.entry(
                            "System.Management.Automation.SetValueException",
                            "System.Management.Automation.ExtendedTypeSystemException"),
                    Map.entry(
                            "System.Management.Automation.GetValueException",
                            "System.Management.Automation.ExtendedTypeSystemException"),
                    Map.entry("System.Management.Automation.ExtendedTypeSystemException", RUNTIME),
                    Map.entry("Microsoft.PowerShell.Commands.WriteErrorException", SYSTEM));

    static final List<String> ALL = List.copyOf(withRoot());

    private ExceptionNames() {}

    private static List<String> withRoot() {
        List<String> all = new java.util.ArrayList<>(PARENTS.keySet());
        all.add(EXCEPTION);
        return all;
    }

    static boolean isException(String fullName) {
        return fullName.equals(EXCEPTION) || PARENTS.containsKey(fullName);
    }

    /// Whether one exception type is another or extends it.
    ///
    /// A type that isn't listed extends System.Exception.
    static boolean extendsType(String typeName, String wanted) {
        String at = typeName;
        for (int depth = 0; depth < 10; depth++) {
            if (at.equalsIgnoreCase(wanted)) {
                return true;
            }
            if (at.equals(EXCEPTION)) {
                return false;
            }
            at = PARENTS.getOrDefault(at, EXCEPTION);
        }
        return false;
    }
}
