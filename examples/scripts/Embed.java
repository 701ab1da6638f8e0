import javax.script.ScriptEngine;
import javax.script.ScriptEngineManager;
import javax.script.ScriptException;

/// Vault cmdlets in a Java program, through JSR-223. With the shell's jars on the class path:
///
///     java -cp 'shell/console/target/dist/lib/*' examples/scripts/Embed.java
class Embed {
    static void main() throws ScriptException {
        ScriptEngine keyward = new ScriptEngineManager().getEngineByName("keyward");
        keyward.put("name", "embed-" + System.currentTimeMillis() % 1_000_000);
        keyward.eval(
                """
                Register-ResourceProvider -ProviderNamespace Microsoft.KeyVault | Out-Null
                New-ResourceGroup -Name embed -Location local -Force | Out-Null
                $vault = New-Vault -VaultName $name -ResourceGroupName embed -Location local
                Set-Secret $name greeting (ConvertTo-SecureString 'hello' -AsPlainText -Force) | Out-Null
                """);
        System.out.println(keyward.eval("Get-Secret $name greeting -AsPlainText"));
        System.out.println("same name: " + keyward.eval("$vault.VaultName -eq $name"));
        try {
            keyward.eval("$x = 1\n  throw 'given up'");
        } catch (ScriptException e) {
            System.out.println(
                    "line %d, column %d: %s"
                            .formatted(e.getLineNumber(), e.getColumnNumber(), e.getMessage()));
        }
    }
}
