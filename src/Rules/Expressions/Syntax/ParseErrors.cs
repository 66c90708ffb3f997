using CrmWorkflows.Rules.Diagnostics;

namespace CrmWorkflows.Rules.Expressions.Syntax;

/// <summary>Collects what is wrong with one text. Not thread-safe: it belongs to one parsing.</summary>
internal sealed class ParseErrors
{
    private readonly List<ParseError> _items = [];

    public int Count => _items.Count;

    public bool Any => _items.Count > 0;

    /// <summary>The findings in the order of the text.</summary>
    public IReadOnlyList<ParseError> Items => [.. _items.OrderBy(error => error.Span.Start)];

    public void Add(DiagnosticCode code, TextSpan span, params ReadOnlySpan<object?> arguments)
    {
        if (_items.Count < SyntaxLimits.Errors) _items.Add(new ParseError(code, span, [.. arguments]));
    }
}
