([uri]'https://v.vault.azure.net/secrets/a/b').Host
([uri]'https://v.vault.azure.net/secrets/a/b').Segments[2]