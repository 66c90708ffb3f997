using System.Collections.Immutable;

namespace CrmWorkflows.Rules.Diagnostics;

/// <summary>One finding about an input: what, where, and what to do about it, in both languages.</summary>
/// <param name="Code">Kind of finding.</param>
/// <param name="Span">Where it stands.</param>
/// <param name="Arguments">What fills the placeholders of message and remedy; a <see cref="LocalizedText"/> follows the reader's language.</param>
public sealed record Diagnostic(DiagnosticCode Code, SourceSpan Span, ImmutableArray<object?> Arguments)
{
    /// <summary>Weight of the finding.</summary>
    public Severity Severity => Code.Severity;

    /// <summary>What is wrong.</summary>
    /// <param name="language">The reader's language.</param>
    public string Message(Language language) => Code.Texts.Format(Code.Id + ".message", language, Arguments.AsSpan());

    /// <summary>What the author can do about it.</summary>
    /// <param name="language">The reader's language.</param>
    public string Remedy(Language language) => Code.Texts.Format(Code.Id + ".remedy", language, Arguments.AsSpan()).TrimStart();

    /// <summary>The finding on one line, with place, code, message and remedy.</summary>
    /// <param name="language">The reader's language.</param>
    public string Render(Language language)
    {
        var weight = TextCatalog.Rules.Get("severity." + Severity, language);
        var place = Span.ToString();
        var colon = language == Language.Chinese ? "：" : ": ";
        return $"{(place.Length == 0 ? "" : place + ": ")}{weight} {Code.Id}{colon}{Message(language)} {Remedy(language)}";
    }

    /// <summary>The finding in English.</summary>
    public override string ToString() => Render(Language.English);
}
