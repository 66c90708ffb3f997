using CrmWorkflows.Rules.Facts.Types;
using CrmWorkflows.Rules.Values;
using FsCheck;
using FsCheck.Fluent;

namespace CrmWorkflows.Rules.Tests.Expressions.Compilation;

/// <summary>Generates facts: ordinary ones, the ends of every range, null where it is a value, and now and then nothing at all.</summary>
internal static class FactValues
{
    // Most of a row is there, so that expressions reach their end.
    public static Gen<Value[]> Row { get; } = Gen.CollectToArray(World.Facts, f => Gen.Frequency((24, Of(f.Type)), (1, Gen.Constant(Value.Missing(f.Name)))));

    private static Gen<Value> Of(FactType type)
    {
        var present = Present(type.NotNull());
        return type.IsNullable ? Gen.Frequency((3, present), (1, Gen.Constant(Value.Null))) : present;
    }

    private static Gen<Value> Present(FactType type) => type switch
    {
        EnumType e => Gen.Elements(e.Declaration.Members.Select(m => Value.Of(m.Code)).ToArray()),
        ListType l => Gen.Choose(0, 4).SelectMany(n => Gen.ArrayOf(Of(l.Element), n)).Select(items => Value.List(items)),
        MapType m => Gen.SubListOf(m.Key is EnumType ? ["A", "B", "C"] : new[] { "a", "b", "中" })
            .SelectMany(keys => Gen.CollectToArray(keys, k => Of(m.Element).Select(v => new KeyValuePair<string, Value>(k, v)))).Select(entries => Value.Of(new ValueMap(entries))),
        RecordType r => Gen.CollectToArray(r.Members, m => Gen.Frequency((9, Of(m.Type)), (1, Gen.Constant(Value.Missing(m.Name)))))
            .Select(values => Value.Of(new ValueRecord(r.MemberNames, [.. values]))),
        _ => Scalar(type.Kind),
    };

    private static Gen<Value> Scalar(ValueKind kind) => kind switch
    {
        ValueKind.Boolean => Gen.Elements(Value.True, Value.False),
        ValueKind.Integer => Whole,
        // A program may hand a whole number to a decimal fact.
        ValueKind.Decimal => Gen.Frequency((12, Exact), (1, Whole)),
        ValueKind.Text => Gen.Elements("", "a", "b", "bb", "A", "中", " ").Select(t => Value.Of(t)),
        ValueKind.Date => Gen.Elements(new DateOnly(2026, 3, 31), new DateOnly(2026, 2, 28), new DateOnly(2024, 2, 29), DateOnly.MinValue, DateOnly.MaxValue).Select(Value.Of),
        ValueKind.Instant => Gen.Elements(0, 8).Select(h => Value.Of(new DateTimeOffset(2026, 3, 31, 9, 30, 0, TimeSpan.FromHours(h)))),
        ValueKind.Duration => Gen.Elements(TimeSpan.Zero, TimeSpan.FromHours(36), TimeSpan.MaxValue).Select(Value.Of),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    private static Gen<Value> Whole => Gen.Frequency(
        (8, Gen.Choose(-5, 12)), (1, Gen.Choose(-1_000_000, 1_000_000))).Select(n => Value.Of((long)n))
        .SelectMany(n => Gen.Frequency((12, Gen.Constant(n)), (1, Gen.Elements(Value.Of(long.MaxValue), Value.Of(long.MinValue)))));

    private static Gen<Value> Exact => Gen.Frequency(
        (6, Gen.Zip(Gen.Choose(-3_000, 3_000), Gen.Choose(0, 4)).Select(p => new decimal(Math.Abs(p.Item1), 0, 0, p.Item1 < 0, (byte)p.Item2))),
        (3, Gen.Elements(0m, 0.00m, 2.5m, 0.85m, 500_000m, 499_999.99m, 1_000_000.50m, 500_000.0000000001m)),
        (1, Gen.Elements(decimal.MaxValue, decimal.MinValue, 0.0000000000000000000000000001m))).Select(Value.Of);
}
