using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Expressions.Binding;
using CrmWorkflows.Rules.Facts.Reading;
using CrmWorkflows.Rules.Facts.Types;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Deciding.UnaryTests;

/// <summary>
/// A value that a cell may state without quotation marks, because the type of its column leaves no doubt: the code of an enum, a date,
/// a period. A code that is also the name of a fact of that type would be ambiguous and is reported.
/// </summary>
internal static class PlainLiteral
{
    /// <summary>The value that the text is as it stands; null when it is an expression.</summary>
    public static Value? Read(string text, FactType type)
    {
        var target = type.NotNull();
        if (target is not EnumType && (target is not ScalarType || target.Kind <= ValueKind.Text)) return null;
        return ScalarText.TryParse(text, target, out var value) ? value : null;
    }

    /// <summary>Reads a value as it stands, and reports a code that could also mean a fact, parameter or intermediate result.</summary>
    public static Value? Read(string text, FactType type, SourceSpan span, LinkContext context)
    {
        if (Read(text, type) is not { } value) return null;
        if (type.NotNull() is EnumType codes && context.Scope.Find(text) is { } symbol and not InputSymbol
            && (symbol.Type.NotNull().Equals(codes) || symbol.Type.NotNull().Equals(ScalarType.Text)))
            context.Diagnostics.Add(UnaryTestDiagnostics.AmbiguousCode, span, text);
        return value;
    }
}
