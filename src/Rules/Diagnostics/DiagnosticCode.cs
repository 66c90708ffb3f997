namespace CrmWorkflows.Rules.Diagnostics;

/// <summary>One kind of finding: a stable id, its weight, and where its texts stand.</summary>
/// <remarks>
/// The texts <c>ID.title</c>, <c>ID.message</c> and <c>ID.remedy</c> exist in both languages in <see cref="Texts"/>,
/// and <c>docs/errors/ID.md</c> shows a bad and a good sample.
/// </remarks>
public sealed class DiagnosticCode
{
    /// <summary>Declares a code.</summary>
    /// <param name="id">Stable id, <c>CWF####</c>.</param>
    /// <param name="severity">Weight of every finding of this code.</param>
    /// <param name="texts">The catalog that holds its texts; the engine's own when null.</param>
    public DiagnosticCode(string id, Severity severity, TextCatalog? texts = null)
    {
        Id = id;
        Severity = severity;
        Texts = texts ?? TextCatalog.Rules;
    }

    /// <summary>Stable id, <c>CWF####</c>.</summary>
    public string Id { get; }

    /// <summary>Weight of every finding of this code.</summary>
    public Severity Severity { get; }

    /// <summary>The catalog that holds the code's texts.</summary>
    public TextCatalog Texts { get; }

    /// <summary>What the code means, as a heading.</summary>
    /// <param name="language">The reader's language.</param>
    public string Title(Language language) => Texts.Get(Id + ".title", language);

    /// <inheritdoc/>
    public override string ToString() => Id;
}
