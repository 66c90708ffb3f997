using System.Collections.Immutable;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Expressions;
using CrmWorkflows.Rules.Expressions.Binding;
using CrmWorkflows.Rules.Expressions.Evaluation;
using CrmWorkflows.Rules.Expressions.Functions;
using CrmWorkflows.Rules.Expressions.Syntax;
using CrmWorkflows.Rules.Facts.Types;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Tests.Expressions.Compilation;

/// <summary>Names of every type, nullable and not, that generated expressions use, and the way from a text to its tree.</summary>
internal static class World
{
    public static readonly EnumType Grade = new(new EnumDeclaration("grade", [new("C"), new("B"), new("A")], ordered: true));
    public static readonly MoneyType Money = new("CNY");

    public static readonly RecordType Visit = new("visit",
    [
        new("amount", ScalarType.Decimal), new("count", ScalarType.Integer.OrNull()), new("by", ScalarType.Text), new("on", ScalarType.Date), new("kept", ScalarType.Boolean),
    ]);

    public static readonly ImmutableArray<(string Name, FactType Type)> Facts =
    [
        ("n", ScalarType.Integer), ("k", ScalarType.Integer), ("nn", ScalarType.Integer.OrNull()),
        ("d", ScalarType.Decimal), ("e", ScalarType.Decimal), ("dn", ScalarType.Decimal.OrNull()),
        ("m", Money), ("mn", Money.OrNull()), ("p", ScalarType.Percentage),
        ("t", ScalarType.Text), ("tn", ScalarType.Text.OrNull()),
        ("b", ScalarType.Boolean), ("c", ScalarType.Boolean), ("bn", ScalarType.Boolean.OrNull()),
        ("day", ScalarType.Date), ("dayn", ScalarType.Date.OrNull()), ("at", ScalarType.Instant), ("took", ScalarType.Duration),
        ("g", Grade), ("gn", Grade.OrNull()),
        ("ns", new ListType(ScalarType.Integer)), ("ds", new ListType(ScalarType.Decimal.OrNull())), ("ts", new ListType(ScalarType.Text)),
        ("v", Visit), ("vn", Visit.OrNull()), ("vs", new ListType(Visit)),
        ("counts", new MapType(ScalarType.Text, ScalarType.Integer)), ("byGrade", new MapType(Grade, ScalarType.Decimal)),
    ];

    private static readonly ImmutableArray<(string Name, FactType Type, Value Value)> Parameters =
    [
        ("limit", ScalarType.Decimal, Value.Of(500_000m)), ("floor_", ScalarType.Integer, Value.Of(3L)), ("cut", Money, Value.Of(1_000_000.50m)),
        ("share", ScalarType.Percentage, Value.Of(0.85m)), ("codes", new ListType(ScalarType.Text), Value.List(Value.Of("a"), Value.Of("bb"), Value.Of("中"))),
        ("steps", new ListType(ScalarType.Decimal), Value.List(Value.Of(1m), Value.Of(2.5m), Value.Of(0m))), ("none", ScalarType.Decimal.OrNull(), Value.Null),
    ];

    private static readonly TypeTable Types = TypeTable.Default.With([Grade, Visit]);

    /// <summary>Parses and binds a text; null when it does not hold together.</summary>
    public static (BoundNode Tree, int Locals)? Bind(string text)
    {
        var errors = new ParseErrors();
        var syntax = Parser.ParseExpression(text, Dialect.Own, errors);
        if (errors.Any) return null;
        var scope = new Scope(FunctionLibrary.BuiltIn, Types);
        for (var i = 0; i < Facts.Length; i++) scope.TryAdd(new FactSymbol(Facts[i].Name, Facts[i].Type, null, i));
        foreach (var (name, type, value) in Parameters) scope.TryAdd(new ParameterSymbol(name, type, null, value));
        var diagnostics = new DiagnosticBag();
        var tree = new Binder(scope, _ => SourceSpan.None, diagnostics).Bind(syntax);
        return tree is null || diagnostics.HasErrors ? null : (tree, scope.LocalCount);
    }

    public static EvaluationContext Context(Value[] facts, int locals)
    {
        var context = new EvaluationContext(facts.Length, locals)
        {
            Now = new DateTimeOffset(2026, 3, 31, 9, 30, 0, TimeSpan.FromHours(8)),
            Today = new DateOnly(2026, 3, 31),
            AsOf = new DateOnly(2026, 2, 28),
        };
        facts.CopyTo(context.Facts, 0);
        return context;
    }

    /// <summary>What an evaluation gave, in a form that two evaluators are compared by: kind and value, paths that are missing, or the fault.</summary>
    public static string Outcome(Func<EvaluationContext, Value> evaluate, EvaluationContext context)
    {
        try
        {
            return Written(evaluate(context));
        }
        catch (EvaluationFault fault)
        {
            return $"fault {fault.Code.Id} {string.Join(',', fault.Arguments)}";
        }
    }

    private static string Written(Value value) => value.Kind switch
    {
        ValueKind.Missing => $"missing {string.Join(',', value.MissingPaths)}",
        ValueKind.Null => "null",
        ValueKind.List => $"[{string.Join("; ", value.AsList().Items.Select(Written))}]",
        ValueKind.Map => $"{{{string.Join("; ", value.AsMap().Keys.Select(k => $"{k}: {Written(value.AsMap()[k])}"))}}}",
        ValueKind.Record => $"<{string.Join("; ", value.AsRecord().Names.Zip(value.AsRecord().Values, (n, v) => $"{n}: {Written(v)}"))}>",
        // The digits behind the point count too: a decimal keeps its scale.
        ValueKind.Decimal => $"Decimal {value.AsDecimal().ToString(System.Globalization.CultureInfo.InvariantCulture)}",
        _ => $"{value.Kind} {Rules.Facts.Reading.ScalarText.Write(value)}",
    };
}
