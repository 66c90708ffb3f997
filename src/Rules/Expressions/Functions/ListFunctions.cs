using System.Collections.Immutable;
using CrmWorkflows.Rules.Expressions.Evaluation;
using CrmWorkflows.Rules.Facts.Types;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Expressions.Functions;

/// <summary>Lists and maps. Order is kept; a test that misses a fact makes the result missing unless the other items decide.</summary>
internal static class ListFunctions
{
    public static IEnumerable<Function> All { get; } =
    [
        new("any(list: List<T>) -> Boolean", c => Value.Of(!c.Items(0).IsEmpty)),
        new("any(list: List<T>, test: T => Boolean?) -> Boolean", c => Quantify(c, false)),
        new("all(list: List<T>, test: T => Boolean?) -> Boolean", c => Quantify(c, true)),
        new("none(list: List<T>, test: T => Boolean?) -> Boolean", c => Operators.Not(Quantify(c, false))),
        new("count(list: List<T>) -> Integer", c => Value.Of((long)c.Items(0).Length)),
        new("count(map: Map<K, T>) -> Integer", c => Value.Of((long)c[0].AsMap().Count)),
        new("count(list: List<T>, test: T => Boolean?) -> Integer", c => Filter(c, out var kept) is { IsMissing: true } m ? m : Value.Of((long)kept.Length)),
        new("where(list: List<T>, test: T => Boolean?) -> List<T>", c => Filter(c, out _)),
        new("select(list: List<T>, value: T => U) -> List<U>", Select),
        new("sum(list: List<N>) -> N", c => Sum(c, c.Items(0))),
        new("sum(list: List<T>, value: T => N) -> N", c => Mapped(c, items => Sum(c, items))),
        new("min(list: List<C>) -> C?", c => Extreme(c, c.Items(0), -1)),
        new("max(list: List<C>) -> C?", c => Extreme(c, c.Items(0), 1)),
        new("min(list: List<T>, value: T => C) -> C?", c => Mapped(c, items => Extreme(c, items, -1))),
        new("max(list: List<T>, value: T => C) -> C?", c => Mapped(c, items => Extreme(c, items, 1))),
        new("average(list: List<Number>) -> Decimal?", c => Average(c, c.Items(0))),
        new("average(list: List<T>, value: T => Number) -> Decimal?", c => Mapped(c, items => Average(c, items))),
        new("first(list: List<T>) -> T?", c => c.Items(0) is { IsEmpty: false } items ? items[0] : Value.Null),
        new("first(list: List<T>, test: T => Boolean?) -> T?", c => Filter(c, out var kept) is { IsMissing: true } m ? m : kept.IsEmpty ? Value.Null : kept[0]),
        new("last(list: List<T>) -> T?", c => c.Items(0) is { IsEmpty: false } items ? items[^1] : Value.Null),
        new("last(list: List<T>, test: T => Boolean?) -> T?", c => Filter(c, out var kept) is { IsMissing: true } m ? m : kept.IsEmpty ? Value.Null : kept[^1]),
        new("orderBy(list: List<T>, key: T => C) -> List<T>", c => Ordered(c, 1)),
        new("orderByDescending(list: List<T>, key: T => C) -> List<T>", c => Ordered(c, -1)),
        new("reverse(list: List<T>) -> List<T>", c => List(c.Items(0).Reverse())),
        new("take(list: List<T>, count: Integer) -> List<T>", c => List(c.Items(0).Take((int)Math.Clamp(c[1].AsInteger(), 0, int.MaxValue)))),
        new("skip(list: List<T>, count: Integer) -> List<T>", c => List(c.Items(0).Skip((int)Math.Clamp(c[1].AsInteger(), 0, int.MaxValue)))),
        new("distinct(list: List<T>) -> List<T>", c => List(c.Items(0).Distinct())),
        new("contains(list: List<T>, value: T) -> Boolean", c => Operators.In(c[1], c[0])),
        new("indexOf(list: List<T>, value: T) -> Integer", c => Value.Of((long)c.Items(0).IndexOf(c[1]))),
        new("except(list: List<T>, others: List<T>) -> List<T>", c => { Charge(c); var others = c.Items(1).ToHashSet(); return List(c.Items(0).Where(i => !others.Contains(i))); }),
        new("intersect(list: List<T>, others: List<T>) -> List<T>", c => { Charge(c); var others = c.Items(1).ToHashSet(); return List(c.Items(0).Where(others.Contains)); }),
        new("union(list: List<T>, others: List<T>) -> List<T>", c => { Charge(c); return List(c.Items(0).Concat(c.Items(1)).Distinct()); }),
        new("concat(list: List<T>, others: List<T>) -> List<T>", c => { Charge(c); return List(c.Items(0).Concat(c.Items(1))); }),
        new("groupBy(list: List<T>, key: T => Text) -> Map<List<T>>", GroupBy),
        new("toMap(list: List<T>, key: T => K, value: T => U) -> Map<K, U>", ToMap),
        new("keys(map: Map<K, T>) -> List<K>", c => List(c[0].AsMap().Keys.Select(k => Value.Of(k)))),
        new("values(map: Map<K, T>) -> List<T>", c => List(c[0].AsMap().Keys.Select(k => c[0].AsMap()[k]))),
        new("entries(map: Map<K, T>) -> List<{key: K, value: T}>", Entries),
    ];

    private static readonly ImmutableArray<string> EntryNames = ["key", "value"];

    private static Value List(IEnumerable<Value> items) => Value.Of(new ValueList([.. items]));

    private static void Charge(FunctionCall call) => call.Context.Step(call.Items(0).Length + call.Items(1).Length);

    private static Value Quantify(FunctionCall call, bool all)
    {
        var unknown = Value.Of(all);
        foreach (var item in call.Items(0))
        {
            var holds = call.Apply(1, item);
            if (all ? holds.IsFalse || holds.IsNull : holds.IsTrue) return Value.Of(!all);
            if (holds.IsMissing) unknown = unknown.IsMissing ? Operators.Missing(unknown, holds) : holds;
        }
        return unknown;
    }

    private static Value Filter(FunctionCall call, out ImmutableArray<Value> kept)
    {
        var items = ImmutableArray.CreateBuilder<Value>();
        Value unknown = Value.Null;
        foreach (var item in call.Items(0))
        {
            var holds = call.Apply(1, item);
            if (holds.IsMissing) unknown = unknown.IsMissing ? Operators.Missing(unknown, holds) : holds;
            else if (holds.IsTrue) items.Add(item);
        }
        kept = items.ToImmutable();
        return unknown.IsMissing ? unknown : Value.Of(new ValueList(kept));
    }

    private static Value Select(FunctionCall call)
    {
        var items = ImmutableArray.CreateBuilder<Value>(call.Items(0).Length);
        foreach (var item in call.Items(0)) items.Add(call.Apply(1, item));
        return Value.Of(new ValueList(items.MoveToImmutable()));
    }

    // An item that misses its value makes the whole missing.
    private static Value Mapped(FunctionCall call, Func<ImmutableArray<Value>, Value> compute) => compute(Select(call).AsList().Items);

    private static Value? Unusable(ImmutableArray<Value> items)
    {
        Value? found = null;
        foreach (var item in items)
        {
            if (item.IsMissing) found = found is { IsMissing: true } known ? Operators.Missing(known, item) : item;
            else if (item.IsNull) found ??= Value.Null;
        }
        return found;
    }

    private static Value Sum(FunctionCall call, ImmutableArray<Value> items)
    {
        call.Context.Step(items.Length);
        if (Unusable(items) is { } unusable) return unusable;
        if (call.Call.Type.Kind == ValueKind.Integer)
        {
            var whole = 0L;
            foreach (var item in items) whole = checked(whole + item.AsInteger());
            return Value.Of(whole);
        }
        var sum = 0m;
        foreach (var item in items) sum += item.AsDecimal();
        return Value.Of(sum);
    }

    private static Value Average(FunctionCall call, ImmutableArray<Value> items)
    {
        call.Context.Step(items.Length);
        if (Unusable(items) is { } unusable) return unusable;
        if (items.IsEmpty) return Value.Null;
        var sum = 0m;
        foreach (var item in items) sum += item.AsDecimal();
        return Value.Of(sum / items.Length);
    }

    private static Value Extreme(FunctionCall call, ImmutableArray<Value> items, int sign)
    {
        call.Context.Step(items.Length);
        if (Unusable(items) is { } unusable) return unusable;
        if (items.IsEmpty) return Value.Null;
        var best = items[0];
        var type = call.Call.Type.NotNull();
        for (var i = 1; i < items.Length; i++)
            if (Operators.Order(items[i], best, type) * sign > 0) best = items[i];
        return best;
    }

    // Stable: equal keys keep their order; null comes last either way.
    private static Value Ordered(FunctionCall call, int sign)
    {
        var keys = Select(call).AsList().Items;
        foreach (var key in keys)
            if (key.IsMissing) return Unusable(keys)!.Value;
        var keyType = call.Call.Arguments[1].Type.NotNull();
        var order = Enumerable.Range(0, keys.Length).ToArray();
        call.Context.Step(keys.Length);
        Array.Sort(order, (a, b) =>
        {
            var byKey = keys[a].IsNull || keys[b].IsNull
                ? keys[a].IsNull.CompareTo(keys[b].IsNull)
                : Operators.Order(keys[a], keys[b], keyType) * sign;
            return byKey != 0 ? byKey : a.CompareTo(b);
        });
        var items = call.Items(0);
        return List(order.Select(i => items[i]));
    }

    private static Value GroupBy(FunctionCall call)
    {
        var keys = Select(call).AsList().Items;
        if (Unusable(keys) is { } unusable) return unusable;
        var items = call.Items(0);
        var groups = Enumerable.Range(0, items.Length).GroupBy(i => keys[i].AsText(), i => items[i], StringComparer.Ordinal);
        return Value.Of(new ValueMap(groups.Select(g => new KeyValuePair<string, Value>(g.Key, List(g)))));
    }

    private static Value ToMap(FunctionCall call)
    {
        var entries = new List<KeyValuePair<string, Value>>();
        foreach (var item in call.Items(0))
        {
            var key = call.Apply(1, item);
            var value = call.Apply(2, item);
            if (key.IsMissing || value.IsMissing) return Operators.Missing(key, value);
            if (key.Kind != ValueKind.Text) throw new EvaluationFault(EvaluationDiagnostics.BadArgument, "toMap");
            entries.Add(new(key.AsText(), value));
        }
        return Value.Of(new ValueMap(entries));
    }

    private static Value Entries(FunctionCall call)
    {
        var map = call[0].AsMap();
        return List(map.Keys.Select(k => Value.Of(new ValueRecord(EntryNames, [Value.Of(k), map[k]]))));
    }
}
