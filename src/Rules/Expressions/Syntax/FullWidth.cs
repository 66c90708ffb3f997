namespace CrmWorkflows.Rules.Expressions.Syntax;

/// <summary>Signs that a Chinese input method or a word processor writes in place of the plain ones.</summary>
internal static class FullWidth
{
    /// <summary>The plain spelling of a sign; null when the sign is plain already or no sign at all.</summary>
    public static string? Plain(char sign) => sign switch
    {
        '\u201C' or '\u201D' or '\u301D' or '\u301E' => "\"",
        '\u2018' or '\u2019' => "'",
        '\u3001' => ",",
        '\u3002' => ".",
        '\u3010' or '\u3014' => "[",
        '\u3011' or '\u3015' => "]",
        '\u300A' or '\u3008' => "<",
        '\u300B' or '\u3009' => ">",
        '\u2013' or '\u2014' or '\u2212' => "-",
        '\u00D7' => "*",
        '\u00F7' => "/",
        '\u2265' => ">=",
        '\u2264' => "<=",
        '\u2260' => "!=",
        '\u2026' => "..",
        >= '\uFF01' and <= '\uFF5E' => ((char)(sign - 0xFEE0)).ToString(),
        _ => null,
    };
}
