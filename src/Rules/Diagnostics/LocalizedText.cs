namespace CrmWorkflows.Rules.Diagnostics;

/// <summary>
/// A text that a person reads, in both languages. Immutable and thread-safe; a text of an explanation is written when somebody first reads it,
/// because most explanations are read in one language and many in none.
/// </summary>
public sealed class LocalizedText : IEquatable<LocalizedText>
{
    private readonly Func<Language, string>? _write;
    private string? _zh;
    private string? _en;

    /// <summary>A text that is known in both languages.</summary>
    /// <param name="zh">Simplified Chinese.</param>
    /// <param name="en">English.</param>
    public LocalizedText(string zh, string en)
    {
        _zh = zh;
        _en = en;
    }

    // The function gives the same text each time: two threads that ask at once may both write it.
    internal LocalizedText(Func<Language, string> write) => _write = write;

    /// <summary>Simplified Chinese.</summary>
    public string Zh => _zh ??= _write!(Language.Chinese);

    /// <summary>English.</summary>
    public string En => _en ??= _write!(Language.English);

    /// <summary>The same text in both languages, for a name that has no translation.</summary>
    /// <param name="text">The text.</param>
    public static LocalizedText Same(string text) => new(text, text);

    /// <summary>The text in one language.</summary>
    /// <param name="language">The reader's language.</param>
    public string In(Language language) => language == Language.Chinese ? Zh : En;

    /// <inheritdoc/>
    public bool Equals(LocalizedText? other) => other is not null && Zh == other.Zh && En == other.En;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as LocalizedText);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Zh, En);

    /// <inheritdoc/>
    public override string ToString() => En;
}
