// A tour of Keyward from Java. Run it with: shell/bin/keyward examples/scripts/tour.jsh [NAME]
//
// The file runs as in JShell, piece by piece. keyward is the shell; variables are shared both ways.

import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.RSAPublicKeySpec;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

String name = args.length > 0 ? args[0] : "tour-" + System.currentTimeMillis() % 1_000_000;

// Java's variables are the shell's: $name below is the one above.
keyward.run("""
    Register-ResourceProvider -ProviderNamespace Microsoft.KeyVault | Out-Null
    New-ResourceGroup -Name tour -Location local -Force | Out-Null
    $vault = New-Vault -VaultName $name -ResourceGroupName tour -Location local
    $uri = $vault.VaultUri
    """);

// And the shell's are Java's: $uri was made there.
System.out.println("vault at " + uri);

keyward.set("words", "correct horse battery staple");
keyward.run("Set-Secret -VaultName $vault.VaultName -Name words -SecretValue (ConvertTo-SecureString $words -AsPlainText -Force) | Out-Null");
var back = (String) keyward.run("Get-Secret -VaultName $vault.VaultName -Name words -AsPlainText").getFirst();
System.out.println("secret has " + back.split(" ").length + " words");

// A signature made by the vault, checked by Java with the public key alone.
byte[] digest = java.security.MessageDigest.getInstance("SHA-256").digest("tour".getBytes(StandardCharsets.UTF_8));
keyward.run("""
    $key = Add-Key -VaultName $vault.VaultName -Name sign -Destination Software
    $n, $e = $key.Key.N, $key.Key.E
    $signature = (Invoke-KeyOperation -Operation Sign -Algorithm RS256 -VaultName $vault.VaultName -Name sign -ByteArrayValue $digest).RawResult
    """);
var publicKey = KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(new BigInteger(1, (byte[]) n), new BigInteger(1, (byte[]) e)));
var check = Signature.getInstance("SHA256withRSA");
check.initVerify(publicKey);
check.update("tour".getBytes(StandardCharsets.UTF_8));
System.out.println("signature is right: " + check.verify((byte[]) signature));

/exit
