using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Linq.Expressions;
using CrmWorkflows.Rules.Diagnostics;
using CrmWorkflows.Rules.Expressions.Compilation;
using CrmWorkflows.Rules.Expressions.Evaluation;
using CrmWorkflows.Rules.Facts.Types;
using CrmWorkflows.Rules.Values;
using CrmWorkflows.Rules.Values.Time;

namespace CrmWorkflows.Rules.Embedding;

/// <summary>Code that turns members of .NET types into values: what the delegate of a typed decision falls back on, and the untyped use of objects.</summary>
internal sealed class RecordValues(DiagnosticBag diagnostics)
{
    /// <summary>Code for the value of a member; null and a finding when a CLR type cannot hold such values.</summary>
    public Expression? Of(Expression member, FactType type, string fact)
    {
        var held = FactMember.Held(member);
        if (Present(held, type, fact) is not { } present)
        {
            diagnostics.Add(EmbeddingDiagnostics.MemberType, SourceSpan.None,
                member is MemberExpression { Member: var m } ? m.DeclaringType!.Name : "", member is MemberExpression { Member.Name: var name } ? name : fact, member.Type.Name, fact, type.Name);
            return null;
        }
        if (FactMember.IsNull(member) is not { } isNull) return present;
        // Nothing is null where null is a value, and absent elsewhere.
        Expression nothing = type.IsNullable ? Expression.Property(null, typeof(Value), nameof(Value.Null)) : Expression.Constant(Value.Missing(fact));
        return Expression.Condition(isNull, nothing, present);
    }

    private Expression? Present(Expression held, FactType type, string fact)
    {
        var clr = held.Type;
        if (clr == typeof(Value)) return held;
        switch (type)
        {
            case EnumType e when clr == typeof(string): return Own(nameof(OfCode), Expression.Constant(e.Declaration), held);
            case EnumType e when clr.IsEnum: return EnumCodes.Of(clr, e.Declaration) is { } codes ? Own(nameof(OfEnum), Expression.Constant(codes), Expression.Convert(held, typeof(long))) : null;
            case ListType list: return List(held, list, fact);
            case MapType map: return Map(held, map, fact);
            case RecordType record: return Record(held, record, fact);
        }
        if (type.Kind == ValueKind.Integer) return FactMember.IsWhole(clr) ? Value_(Expression.Convert(held, typeof(long))) : null;
        if (type.Kind == ValueKind.Decimal)
            return FactMember.IsBinary(clr) ? Own(nameof(OfDouble), Expression.Convert(held, typeof(double)), Expression.Constant(fact))
                : FactMember.IsWhole(clr) || clr == typeof(decimal) ? Value_(Expression.Convert(held, typeof(decimal))) : null;
        return clr == ClrTypeOf(type.Kind) ? Value_(held) : null;
    }

    /// <summary>The CLR type of a kind that has exactly one; null for numbers, lists, maps and records.</summary>
    public static Type? ClrTypeOf(ValueKind kind) => kind switch
    {
        ValueKind.Boolean => typeof(bool),
        ValueKind.Text => typeof(string),
        ValueKind.Date => typeof(DateOnly),
        ValueKind.Instant => typeof(DateTimeOffset),
        ValueKind.TimeOfDay => typeof(TimeOnly),
        ValueKind.YearMonth => typeof(YearMonth),
        ValueKind.MonthDay => typeof(MonthDay),
        ValueKind.Period => typeof(CalendarPeriod),
        ValueKind.Duration => typeof(TimeSpan),
        ValueKind.WorkingDays => typeof(WorkingDays),
        ValueKind.WorkingTime => typeof(WorkingTime),
        _ => null,
    };

    private MethodCallExpression? List(Expression held, ListType type, string fact)
    {
        if (ElementOf(held.Type, typeof(IEnumerable<>)) is not [var element] || held.Type == typeof(string)) return null;
        return Each(element, type.Element, fact) is { } read ? Own(nameof(OfList), [element], held, Expression.Constant(read)) : null;
    }

    private MethodCallExpression? Map(Expression held, MapType type, string fact)
    {
        if (ElementOf(held.Type, typeof(IEnumerable<>)) is not [{ IsGenericType: true } pair] || pair.GetGenericTypeDefinition() != typeof(KeyValuePair<,>)
            || pair.GetGenericArguments() is not [var key, var element] || key != typeof(string)) return null;
        return Each(element, type.Element, fact) is { } read
            ? Own(nameof(OfMap), [element], held, Expression.Constant(read), Expression.Constant(type.Key is EnumType e ? e.Declaration : null, typeof(EnumDeclaration))) : null;
    }

    private Delegate? Each(Type element, FactType type, string fact)
    {
        var item = Expression.Parameter(element, "item");
        return Of(item, type, fact) is { } code ? Expression.Lambda(typeof(Func<,>).MakeGenericType(element, typeof(Value)), code, item).Compile() : null;
    }

    private MethodCallExpression? Record(Expression held, RecordType type, string fact)
    {
        if (held.Type.IsPrimitive || held.Type == typeof(string) || held.Type == typeof(decimal)) return null;
        var before = diagnostics.Count;
        var record = Expression.Parameter(held.Type, "record");
        var members = type.Members.Select(m => FactMember.Of(record, m.Name) is { } member ? Of(member, m.Type, $"{fact}.{m.Name}") : Expression.Constant(Value.Missing(m.Name))).ToArray();
        if (diagnostics.Count > before) return null;
        var values = Expression.Call(typeof(ImmutableArray), nameof(ImmutableArray.Create), [typeof(Value)], Expression.NewArrayInit(typeof(Value), members!));
        var read = Expression.Lambda(typeof(Func<,>).MakeGenericType(held.Type, typeof(ImmutableArray<Value>)), values, record).Compile();
        return Own(nameof(OfRecord), [held.Type], held, Expression.Constant(read), Expression.Constant(type));
    }

    private static Type[]? ElementOf(Type type, Type shape) =>
        type.GetInterfaces().Append(type).FirstOrDefault(i => i.IsGenericType && i.GetGenericTypeDefinition() == shape)?.GetGenericArguments();

    private static MethodCallExpression Value_(Expression code) => Expression.Call(typeof(Value).GetMethod(nameof(Value.Of), [code.Type])!, code);

    private static MethodCallExpression Own(string name, params Expression[] arguments) => Expression.Call(typeof(RecordValues), name, null, arguments);

    private static MethodCallExpression Own(string name, Type[] types, params Expression[] arguments) => Expression.Call(typeof(RecordValues), name, types, arguments);

    internal static Value OfDouble(double value, string fact) => Math.Abs(value) <= DoubleAxis.Limit
        ? Value.Of(DoubleAxis.Exact(value))
        : throw new EvaluationFault(EmbeddingDiagnostics.NotADecimal, value.ToString(System.Globalization.CultureInfo.InvariantCulture), fact);

    internal static Value OfCode(EnumDeclaration declaration, string code) => declaration.Canonical(code) is { } known
        ? Value.Of(known)
        : throw new EvaluationFault(EmbeddingDiagnostics.NoSuchCode, code, declaration.Name, Suggestion.Phrase(code, declaration.Members.Select(m => m.Code)));

    internal static Value OfEnum(EnumCodes codes, long member) => codes.CodeOf(member) is { } code
        ? Value.Of(code)
        : throw new EvaluationFault(EmbeddingDiagnostics.NoSuchCode, member, codes.Declaration.Name, LocalizedText.Same(""));

    internal static Value OfList<T>(IEnumerable<T> items, Func<T, Value> read) => Value.Of(new ValueList([.. items.Select(read)]));

    internal static Value OfMap<T>(IEnumerable<KeyValuePair<string, T>> entries, Func<T, Value> read, EnumDeclaration? keys) =>
        Value.Of(new ValueMap(entries.Select(e => new KeyValuePair<string, Value>(keys is null ? e.Key : OfCode(keys, e.Key).AsText(), read(e.Value)))));

    internal static Value OfRecord<T>(T record, Func<T, ImmutableArray<Value>> read, RecordType type) => Value.Of(new ValueRecord(type.MemberNames, read(record)));
}
