namespace Nanoservices.Placement;

/// <summary>
/// Placement files are committed and mailed around: no secret belongs in them. A guess by names and shapes, on the careful side;
/// what it refuses works when it comes from the environment of `nanoservices run`.
/// </summary>
internal static class Secrets
{
    public const string Remedy = "Export it in the environment of `nanoservices run` instead; the nanoservices inherit it";

    private static readonly string[] Names =
    [
        "password", "passwd", "passphrase", "pwd", "secret", "token", "apikey", "accesskey", "accountkey", "privatekey", "signingkey",
        "encryptionkey", "sharedkey", "connectionstring", "credential", "certificatekey", "bearer",
    ];

    private static readonly string[] Values =
    [
        "password=", "pwd=", "accountkey=", "sharedaccesskey=", "sharedaccesssignature=", "-----begin",
    ];

    /// <summary>Whether a variable or option of that name holds a secret, by its name.</summary>
    public static bool IsSecretName(string name)
    {
        string plain = string.Concat(name.Where(char.IsLetterOrDigit)).ToLowerInvariant();
        return Names.Any(part => plain.Contains(part, StringComparison.Ordinal));
    }

    /// <summary>Whether a value holds a secret, by its shape.</summary>
    public static bool IsSecretValue(string value)
    {
        string plain = value.Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant();
        return Values.Any(part => plain.Contains(part, StringComparison.Ordinal)) || HasUserInformation(plain);
    }

    /// <summary>Whether command-line arguments hold a secret: --Name=value, --Name value, /Name value. The index of the first, or -1.</summary>
    public static int FindInArguments(IReadOnlyList<string> arguments)
    {
        for (int i = 0; i < arguments.Count; i++)
        {
            string argument = arguments[i];
            int equals = argument.IndexOf('=', StringComparison.Ordinal);
            bool isOption = argument.StartsWith('-') || argument.StartsWith('/') || equals > 0;
            string name = equals < 0 ? argument : argument[..equals];
            if (IsSecretValue(argument) || (isOption && IsSecretName(name)))
            {
                return i;
            }
        }

        return -1;
    }

    // scheme://user:password@host
    private static bool HasUserInformation(string value)
    {
        int scheme = value.IndexOf("://", StringComparison.Ordinal);
        if (scheme < 0)
        {
            return false;
        }

        ReadOnlySpan<char> authority = value.AsSpan(scheme + 3);
        int end = authority.IndexOfAny('/', '?', '#');
        authority = end < 0 ? authority : authority[..end];
        int at = authority.LastIndexOf('@');
        return at > 0 && authority[..at].Contains(':');
    }
}
