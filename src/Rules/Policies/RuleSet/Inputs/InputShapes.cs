using System.Collections;
using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using CrmWorkflows.Rules.Expressions.RulesEngineDialect.Types;

namespace CrmWorkflows.Rules.Policies.RuleSet.Inputs;

/// <summary>
/// Types taken from values, as RulesEngine takes them from an ExpandoObject: an object has the members that are there, a list the union
/// of its items' members. Where its later items contradict the first, RulesEngine throws before any rule runs; here numbers are widened
/// and anything else is a list of whatever it holds.
/// </summary>
internal static class InputShapes
{
    public static StaticType TypeOf(object? raw) => raw switch
    {
        null => StaticType.Object,
        Undecided => StaticType.Object,
        RawRecord record => RecordType(record),
        List<object?> list => ListType(list),
        _ => StaticType.Of(raw.GetType()),
    };

    private static StaticType RecordType(RawRecord record) => StaticType.Record(new RecordShape(
        [.. record.Members.Select(m => m.Key)], [.. record.Members.Select(m => TypeOf(m.Value))], isOpen: true));

    private static StaticType ListType(List<object?> items)
    {
        if (items.Count == 0) return StaticType.List(StaticType.Of(typeof(UnknownItem)));
        if (items.All(i => i is RawRecord or null) && items.OfType<RawRecord>().Any()) return StaticType.List(RecordType(Union(items.OfType<RawRecord>())));
        // A list in a list is a list of anything: RulesEngine does not look into it.
        if (items.All(i => i is List<object?>)) return StaticType.List(StaticType.List(StaticType.Object));
        return StaticType.List(ScalarType(items));
    }

    private static StaticType ScalarType(List<object?> items)
    {
        if (items[0] is string && items.All(i => i is null or not (RawRecord or List<object?>))) return StaticType.Text;
        var types = items.Where(i => i is not null).Select(i => i!.GetType()).Distinct().ToList();
        if (types.Count == 0 || types.Any(t => t == typeof(RawRecord) || t == typeof(List<object?>))) return StaticType.Object;
        if (Common(types) is not { } common) return StaticType.Object;
        return items.Contains(null) ? StaticType.Of(common).OrNull() : StaticType.Of(common);
    }

    private static Type? Common(List<Type> types)
    {
        if (types.Count == 1) return types[0];
        if (types.Contains(typeof(double)) && types.All(t => t == typeof(double) || t == typeof(long) || t == typeof(int) || t == typeof(BigInteger))) return typeof(double);
        if (types.All(t => t == typeof(long) || t == typeof(int))) return typeof(long);
        return types.All(t => t == typeof(long) || t == typeof(int) || t == typeof(BigInteger)) ? typeof(BigInteger) : null;
    }

    private static RawRecord Union(IEnumerable<RawRecord> records)
    {
        var members = new List<KeyValuePair<string, object?>>();
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var record in records)
        {
            foreach (var member in record.Members)
            {
                if (places.TryAdd(member.Key, members.Count)) members.Add(member);
                else members[places[member.Key]] = new(member.Key, Merge(members[places[member.Key]].Value, member.Value));
            }
        }
        return new RawRecord(members);
    }

    private static object? Merge(object? known, object? other) => (known, other) switch
    {
        (null, _) => other,
        (_, null) => known,
        (RawRecord a, RawRecord b) => Union([a, b]),
        (List<object?> a, List<object?> b) => new List<object?>([.. a, .. b]),
        (RawRecord or List<object?> or Undecided, _) => known is Undecided || other.GetType() != known.GetType() ? Undecided.Value : known,
        _ => Common([.. new[] { known.GetType(), other.GetType() }.Distinct()]) is { } common ? ConvertScalar(known, common) : Undecided.Value,
    };

    /// <summary>The value in the form that its type asks for.</summary>
    public static object? Convert(object? raw, StaticType type)
    {
        if (type.Shape is { } shape) return raw is RawRecord record ? Record(record, shape) : null;
        if (raw is List<object?> list) return type.Element is { } element && !type.IsText ? List(list, element) : List(list, StaticType.Object);
        if (raw is RawRecord free) return Convert(free, RecordType(free));
        if (raw is null) return type.AcceptsNull ? null : Activator.CreateInstance(type.Clr);
        return type.Clr == typeof(object) ? raw : ConvertScalar(raw, type.NonNullableClr);
    }

    private static RecordValue Record(RawRecord record, RecordShape shape)
    {
        var values = new object?[shape.Names.Length];
        for (var i = 0; i < values.Length; i++)
        {
            // Mostly the members stand in the order of the shape.
            var value = i < record.Members.Count && record.Members[i].Key == shape.Names[i] ? record.Members[i].Value
                : record.TryGet(shape.Names[i], out var found) ? found : null;
            values[i] = Convert(value, shape.Types[i]);
        }
        return new RecordValue(shape, values);
    }

    private static IList List(List<object?> items, StaticType element)
    {
        var list = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(element.Clr), items.Count)!;
        foreach (var item in items) list.Add(Convert(item, element));
        return list;
    }

    private static object ConvertScalar(object value, Type type)
    {
        if (value.GetType() == type) return value;
        if (type == typeof(string)) return System.Convert.ToString(value, CultureInfo.InvariantCulture)!;
        if (value is BigInteger big) return type == typeof(double) ? (double)big : value;
        if (type == typeof(BigInteger)) return new BigInteger(System.Convert.ToInt64(value, CultureInfo.InvariantCulture));
        return type == typeof(double) || type == typeof(long) ? System.Convert.ChangeType(value, type, CultureInfo.InvariantCulture) : value;
    }

    // Members that are of different kinds in different items.
    private sealed class Undecided
    {
        public static object Value { get; } = new Undecided();
    }
}
