using System.Collections.Immutable;
using CrmWorkflows.Rules.Diagnostics;

namespace CrmWorkflows.Rules.Embedding;

/// <summary>A .NET type of the embedding program does not fit the document or function that it is used with.</summary>
/// <param name="diagnostics">What does not fit.</param>
public sealed class TypeMismatchException(ImmutableArray<Diagnostic> diagnostics)
    : InvalidOperationException(string.Join(Environment.NewLine, diagnostics.Select(d => $"{d.Code.Id}: {d.Message(Language.English)} {d.Remedy(Language.English)}")))
{
    /// <summary>What does not fit, in both languages.</summary>
    public ImmutableArray<Diagnostic> Diagnostics { get; } = diagnostics;
}
