using CrmWorkflows.Rules.Values;
using FsCheck;
using FsCheck.Fluent;

namespace CrmWorkflows.Rules.Tests.Deciding;

/// <summary>The facts of generated documents, as slots of values and as a typed record that says the same.</summary>
internal static class FactRows
{
    /// <summary>Name, type, and a value for when a fact is absent.</summary>
    public static readonly (string Name, string Type, string? Absent)[] Facts =
    [
        ("n", "Integer", "2"), ("k", "Integer", null), ("nn", "Integer?", null), ("d", "Decimal", "1.25"), ("e", "Decimal", null), ("dn", "Decimal?", null),
        ("m", "Money(CNY)", null), ("mn", "Money(CNY)?", null), ("p", "Percentage", "0.5"), ("t", "Text", "\"a\""), ("tn", "Text?", null), ("b", "Boolean", "true"),
        ("c", "Boolean", null), ("bn", "Boolean?", null), ("day", "Date", null), ("dayn", "Date?", null), ("g", "grade", "\"B\""), ("gn", "grade?", null),
    ];

    /// <summary>Ordinary values, the ends of every range, null, and now and then nothing, a number of another kind, a code that there is none of.</summary>
    public static Gen<Value[]> Any { get; } = Gen.CollectToArray(Facts, f => Gen.Frequency(
        (200, Present(f.Type.TrimEnd('?'))), (f.Type.EndsWith('?') ? 50 : 0, Gen.Constant(Value.Null)), (f.Type.EndsWith('?') ? 30 : 1, Gen.Constant(default(Value)))));

    private static Gen<Value> Present(string type) => type switch
    {
        "Integer" => Gen.Frequency((12, Gen.Choose(-3, 6).Select(n => Value.Of((long)n))), (1, Gen.Elements(Value.Of(0L), Value.Of(0L), Value.Of(long.MaxValue), Value.Of(long.MinValue)))),
        "Decimal" or "Money(CNY)" or "Percentage" => Gen.Frequency(
            (20, Gen.Zip(Gen.Choose(-60, 90), Gen.Choose(0, 3)).Select(p => Value.Of(new decimal(Math.Abs(p.Item1), 0, 0, p.Item1 < 0, (byte)p.Item2)))),
            (6, Gen.Elements(0m, 0.00m, 2.5m, 2.4999999999m, 5.5m, 5.50000m).Select(Value.Of)),
            (1, Gen.Elements(decimal.MaxValue, decimal.MinValue, 0.0000000000000000000000000001m).Select(Value.Of)),
            // A program may hand a whole number to a decimal fact.
            (1, Gen.Choose(-2, 3).Select(n => Value.Of((long)n)))),
        "Text" => Gen.Elements("", "a", "bb", "中").Select(t => Value.Of(t)),
        "Boolean" => Gen.Elements(Value.True, Value.False),
        "Date" => Gen.Elements(new DateOnly(2026, 6, 1), new DateOnly(2026, 2, 28), DateOnly.MinValue, DateOnly.MaxValue).Select(Value.Of),
        _ => Gen.Frequency((40, Gen.Elements("A", "B", "C").Select(c => Value.Of(new string(c.AsSpan())))), (1, Gen.Constant(Value.Of("Z")))),
    };

    /// <summary>The row as a record.</summary>
    public static Record RecordOf(Value[] row)
    {
        T? Of<T>(string name, Func<Value, T> read)
            where T : struct => row[IndexOf(name)] is { IsPresent: true } value ? read(value) : null;
        string? Text(string name) => row[IndexOf(name)] is { IsPresent: true } value ? value.AsText() : null;
        return new Record(Of("n", v => v.AsInteger()), Of("k", v => v.AsInteger()), Of("nn", v => v.AsInteger()), Of("d", v => v.AsDecimal()), Of("e", v => v.AsDecimal()), Of("dn", v => v.AsDecimal()),
            Of("m", v => v.AsDecimal()), Of("mn", v => v.AsDecimal()), Of("p", v => v.AsDecimal()), Text("t"), Text("tn"), Of("b", v => v.AsBoolean()), Of("c", v => v.AsBoolean()),
            Of("bn", v => v.AsBoolean()), Of("day", v => v.AsDate()), Of("dayn", v => v.AsDate()), Text("g"), Text("gn"));
    }

    private static int IndexOf(string name) => Array.FindIndex(Facts, f => f.Name == name);

    public sealed record Record(long? N, long? K, long? Nn, decimal? D, decimal? E, decimal? Dn, decimal? M, decimal? Mn, decimal? P, string? T, string? Tn, bool? B, bool? C, bool? Bn, DateOnly? Day, DateOnly? Dayn, string? G, string? Gn);

    public sealed record Outcome(string? Code, bool? Flag, decimal? Number);
}
