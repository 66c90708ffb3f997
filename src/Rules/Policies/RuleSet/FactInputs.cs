using System.Collections;
using CrmWorkflows.Rules.Expressions.RulesEngineDialect.Types;
using CrmWorkflows.Rules.Facts.Types;
using CrmWorkflows.Rules.Values;

namespace CrmWorkflows.Rules.Policies.RuleSet;

/// <summary>Values of a policy as values of the dialect and back. Types are known before any value is there.</summary>
internal static class FactInputs
{
    /// <summary>The type under which a workflow sees a fact; null when it has none for it.</summary>
    public static StaticType? TypeOf(FactType type)
    {
        var bare = Bare(type.NotNull());
        return bare is null ? null : type.IsNullable ? bare.OrNull() : bare;
    }

    private static StaticType? Bare(FactType type) => type switch
    {
        RecordType record => Record(record),
        ListType list => TypeOf(list.Element) is { } element ? StaticType.List(element) : null,
        _ => type.Kind switch
        {
            ValueKind.Boolean => StaticType.Boolean,
            ValueKind.Integer => StaticType.Of(typeof(long)),
            ValueKind.Decimal => StaticType.Of(typeof(decimal)),
            ValueKind.Text => StaticType.Text,
            ValueKind.Date or ValueKind.Instant => StaticType.Of(typeof(DateTime)),
            ValueKind.TimeOfDay => StaticType.Of(typeof(TimeOnly)),
            ValueKind.Duration => StaticType.Of(typeof(TimeSpan)),
            _ => null,
        },
    };

    private static StaticType? Record(RecordType record)
    {
        var types = record.Members.Select(m => TypeOf(m.Required ? m.Type : m.Type.OrNull())).ToList();
        return types.Contains(null) ? null : StaticType.Record(new RecordShape(record.MemberNames, [.. types.OfType<StaticType>()], isOpen: false));
    }

    public static object? ValueOf(Value value, StaticType type)
    {
        if (!value.IsPresent) return null;
        if (type.Shape is { } shape) return new RecordValue(shape, [.. shape.Types.Select((t, i) => ValueOf(value.AsRecord().Values[i], t))]);
        if (type.Element is { } element && !type.IsText)
        {
            var list = (IList)Activator.CreateInstance(type.Clr)!;
            foreach (var item in value.AsList().Items) list.Add(ValueOf(item, element));
            return list;
        }
        return value.Kind switch
        {
            ValueKind.Boolean => value.IsTrue,
            ValueKind.Integer when type.NonNullableClr == typeof(decimal) => value.AsDecimal(),
            ValueKind.Integer => value.AsInteger(),
            ValueKind.Decimal => value.AsDecimal(),
            ValueKind.Text => value.AsText(),
            ValueKind.Date => value.AsDate().ToDateTime(TimeOnly.MinValue),
            ValueKind.Instant => value.AsInstant().DateTime,
            ValueKind.TimeOfDay => value.AsTimeOfDay(),
            _ => value.AsDuration(),
        };
    }

    /// <summary>What a rule put out, as a value of a declared type; null when it is none.</summary>
    public static Value? Read(object? output, FactType type)
    {
        if (output is null) return type.IsNullable ? Value.Null : null;
        if (type.NotNull() is ListType list)
        {
            if (output is string || output is not IEnumerable items) return null;
            var values = items.Cast<object?>().Select(i => Read(i, list.Element)).ToList();
            return values.Contains(null) ? null : Value.List([.. values.Select(v => v!.Value)]);
        }
        try
        {
            return (type.Kind, output) switch
            {
                (ValueKind.Boolean, bool truth) => Value.Of(truth),
                (ValueKind.Integer, int or long or uint or short or byte) => Value.Of(Convert.ToInt64(output, null)),
                (ValueKind.Decimal, decimal exact) => Value.Of(exact),
                (ValueKind.Decimal, int or long or uint or short or byte) => Value.Of((decimal)Convert.ToInt64(output, null)),
                // The shortest decimal that stands for the double: 0.1, not what binary makes of it.
                (ValueKind.Decimal, double binary) => Value.Of((decimal)binary),
                (ValueKind.Text, string text) => type.NotNull() is EnumType members && !members.Declaration.Members.Any(m => m.Code == text) ? null : Value.Of(text),
                (ValueKind.Date, DateTime date) => Value.Of(DateOnly.FromDateTime(date)),
                (ValueKind.Date, DateOnly day) => Value.Of(day),
                (ValueKind.Duration, TimeSpan span) => Value.Of(span),
                _ => null,
            };
        }
        catch (OverflowException)
        {
            return null;
        }
    }
}
