using System.Collections.Immutable;

namespace CrmWorkflows.Rules.Diagnostics;

/// <summary>Collects findings while an input is read. Not thread-safe: one bag belongs to one reading.</summary>
public sealed class DiagnosticBag
{
    private readonly ImmutableArray<Diagnostic>.Builder _items = ImmutableArray.CreateBuilder<Diagnostic>();

    /// <summary>True when at least one finding refuses the input.</summary>
    public bool HasErrors { get; private set; }

    /// <summary>Number of findings so far.</summary>
    public int Count => _items.Count;

    /// <summary>Adds a finding.</summary>
    /// <param name="code">Kind of finding.</param>
    /// <param name="span">Where it stands.</param>
    /// <param name="arguments">What fills the placeholders of its texts.</param>
    public void Add(DiagnosticCode code, SourceSpan span, params ReadOnlySpan<object?> arguments) =>
        Add(new Diagnostic(code, span, [.. arguments]));

    /// <summary>Adds a finding.</summary>
    /// <param name="diagnostic">The finding.</param>
    public void Add(Diagnostic diagnostic)
    {
        HasErrors |= diagnostic.Severity == Severity.Error;
        _items.Add(diagnostic);
    }

    /// <summary>Adds findings of another reading.</summary>
    /// <param name="diagnostics">The findings.</param>
    public void AddRange(IEnumerable<Diagnostic> diagnostics)
    {
        foreach (var diagnostic in diagnostics) Add(diagnostic);
    }

    /// <summary>The findings so far, in order of discovery.</summary>
    public ImmutableArray<Diagnostic> ToImmutable() => _items.ToImmutable();
}
