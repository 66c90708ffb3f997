using System.Collections.Immutable;
using CrmWorkflows.Rules.Diagnostics;

namespace CrmWorkflows.Rules.Embedding;

/// <summary>The rules that a program starts with do not hold together. A later reload does not throw: it keeps the rules that hold.</summary>
/// <param name="diagnostics">All findings.</param>
public sealed class PolicyLoadException(ImmutableArray<Diagnostic> diagnostics)
    : InvalidOperationException(string.Join(Environment.NewLine, diagnostics.Where(d => d.Severity == Severity.Error).Select(d => d.ToString())))
{
    /// <summary>All findings, in both languages.</summary>
    public ImmutableArray<Diagnostic> Diagnostics { get; } = diagnostics;
}
