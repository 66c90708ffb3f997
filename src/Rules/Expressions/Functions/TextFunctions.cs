using CrmWorkflows.Rules.Expressions.Evaluation;
using CrmWorkflows.Rules.Facts.Reading;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Expressions.Functions;

/// <summary>Texts; comparison is by code point, without culture.</summary>
internal static class TextFunctions
{
    private const int LengthLimit = 100_000;

    public static IEnumerable<Function> All { get; } =
    [
        new("length(text: Text) -> Integer", c => Value.Of((long)c[0].AsText().Length)),
        new("lower(text: Text) -> Text", c => Value.Of(c[0].AsText().ToLowerInvariant())),
        new("upper(text: Text) -> Text", c => Value.Of(c[0].AsText().ToUpperInvariant())),
        new("trim(text: Text) -> Text", c => Value.Of(c[0].AsText().Trim())),
        new("contains(text: Text, part: Text) -> Boolean", c => Value.Of(c[0].AsText().Contains(c[1].AsText(), StringComparison.Ordinal))),
        new("startsWith(text: Text, part: Text) -> Boolean", c => Value.Of(c[0].AsText().StartsWith(c[1].AsText(), StringComparison.Ordinal))),
        new("endsWith(text: Text, part: Text) -> Boolean", c => Value.Of(c[0].AsText().EndsWith(c[1].AsText(), StringComparison.Ordinal))),
        new("isBlank(text: Text?) -> Boolean", c => Value.Of(c[0].IsNull || string.IsNullOrWhiteSpace(c[0].AsText()))),
        new("text(value: C) -> Text", c => Value.Of(ScalarText.Write(c[0]))),
        new("join(texts: List<Text>, separator: Text) -> Text", c => Joined(c)),
    ];

    private static Value Joined(FunctionCall call)
    {
        var items = call.Items(0);
        var length = items.Sum(i => (long)i.AsText().Length) + (long)call[1].AsText().Length * Math.Max(0, items.Length - 1);
        if (length > LengthLimit) throw new EvaluationFault(EvaluationDiagnostics.TooLong, LengthLimit);
        return Value.Of(string.Join(call[1].AsText(), items.Select(i => i.AsText())));
    }
}
