namespace CrmWorkflows.Rules.Diagnostics;

/// <summary>A text that a person reads, in both languages.</summary>
/// <param name="Zh">Simplified Chinese.</param>
/// <param name="En">English.</param>
public sealed record LocalizedText(string Zh, string En)
{
    /// <summary>The same text in both languages, for a name that has no translation.</summary>
    /// <param name="text">The text.</param>
    public static LocalizedText Same(string text) => new(text, text);

    /// <summary>The text in one language.</summary>
    /// <param name="language">The reader's language.</param>
    public string In(Language language) => language == Language.Chinese ? Zh : En;

    /// <inheritdoc/>
    public override string ToString() => En;
}
