using System.Collections.Frozen;
using System.Numerics;
using System.Reflection;
using CrmWorkflows.Rules.Expressions.RulesEngineDialect.Types;

namespace CrmWorkflows.Rules.Expressions.RulesEngineDialect.Binding;

/// <summary>
/// The closed table of what expressions can call on the types that they know. What is not named here does not exist for an expression,
/// whatever the run time offers: there is no way from a value to its type, to the machine or to the embedding program.
/// </summary>
internal static class MemberTable
{
    private static readonly string[] NumberMembers = ["ToString", "Equals", "CompareTo", "Parse", "MinValue", "MaxValue", "Max", "Min", "Clamp", "Sign"];

    private static readonly string[] SignedMembers = [.. NumberMembers, "Abs", "IsNegative", "IsPositive"];

    private static readonly FrozenDictionary<Type, string[]> Named = new Dictionary<Type, string[]>
    {
        [typeof(string)] =
        [
            "Length", "Empty", "Contains", "StartsWith", "EndsWith", "IndexOf", "LastIndexOf", "ToLower", "ToUpper", "ToLowerInvariant", "ToUpperInvariant",
            "Trim", "TrimStart", "TrimEnd", "Substring", "Replace", "PadLeft", "PadRight", "Equals", "CompareTo", "Split", "Insert", "Remove", "ToString",
            "IsNullOrEmpty", "IsNullOrWhiteSpace", "Concat", "Join", "Format", "Compare", "CompareOrdinal", "ToCharArray",
        ],
        [typeof(object)] = ["Equals"],
        [typeof(char)] =
        [
            "ToString", "Equals", "CompareTo", "IsDigit", "IsLetter", "IsLetterOrDigit", "IsUpper", "IsLower", "IsWhiteSpace", "IsNumber", "IsPunctuation", "IsSymbol", "IsSeparator",
            "IsControl", "ToUpper", "ToLower", "ToUpperInvariant", "ToLowerInvariant", "GetNumericValue", "Parse", "MinValue", "MaxValue",
        ],
        [typeof(bool)] = ["ToString", "Equals", "CompareTo", "Parse", "TrueString", "FalseString"],
        [typeof(BigInteger)] = ["ToString", "Equals", "CompareTo", "IsEven", "IsZero", "IsOne", "Sign"],
        [typeof(decimal)] = 
        [
            .. SignedMembers, "Round", "Floor", "Ceiling", "Truncate", "Zero", "One", "MinusOne", "Add", "Subtract", "Multiply", "Divide", "Remainder", "Negate", "Compare",
            "ToInt16", "ToInt32", "ToInt64", "ToDouble", "ToSingle", "IsInteger", "Scale",
        ],
        [typeof(double)] = 
        [
            .. SignedMembers, "IsNaN", "IsInfinity", "IsFinite", "IsInteger", "IsPositiveInfinity", "IsNegativeInfinity", "NaN", "PositiveInfinity", "NegativeInfinity", "Epsilon", "Pi", "E",
            "Round", "Floor", "Ceiling", "Truncate", "Sqrt", "Cbrt", "Pow", "Exp", "Log", "Log2", "Log10",
        ],
        [typeof(float)] = [.. SignedMembers, "IsNaN", "IsInfinity", "IsFinite", "IsInteger", "NaN", "PositiveInfinity", "NegativeInfinity", "Epsilon", "Round", "Floor", "Ceiling", "Truncate", "Sqrt", "Pow"],
        [typeof(Math)] =
        [
            "Abs", "Max", "Min", "Round", "Floor", "Ceiling", "Pow", "Sqrt", "Cbrt", "Truncate", "Sign", "Clamp", "Log", "Log10", "Log2", "Exp", "PI", "E",
            "Sin", "Cos", "Tan", "Asin", "Acos", "Atan", "Atan2", "Sinh", "Cosh", "Tanh", "IEEERemainder", "BigMul", "Tau",
        ],
        [typeof(Convert)] =
        [
            "ToInt32", "ToInt64", "ToInt16", "ToUInt16", "ToUInt32", "ToUInt64", "ToByte", "ToSByte", "ToDouble", "ToSingle", "ToDecimal", "ToString", "ToBoolean", "ToDateTime", "ToChar",
        ],
        [typeof(DateTime)] =
        [
            "Year", "Month", "Day", "Hour", "Minute", "Second", "Millisecond", "DayOfWeek", "DayOfYear", "Date", "TimeOfDay", "Ticks", "Kind", "MinValue", "MaxValue",
            "AddYears", "AddMonths", "AddDays", "AddHours", "AddMinutes", "AddSeconds", "AddMilliseconds", "AddTicks", "Add", "Subtract", "Parse", "DaysInMonth", "IsLeapYear",
            "Compare", "CompareTo", "Equals", "ToString", "ParseExact", "UnixEpoch", "ToShortDateString", "ToLongDateString", "ToShortTimeString", "ToLongTimeString", "Nanosecond", "Microsecond",
            "AddMicroseconds",
        ],
        [typeof(DateTimeOffset)] =
        [
            "Year", "Month", "Day", "Hour", "Minute", "Second", "DayOfWeek", "DayOfYear", "Date", "DateTime", "UtcDateTime", "Offset", "Ticks", "AddYears", "AddMonths", "AddDays",
            "AddHours", "AddMinutes", "AddSeconds", "AddMilliseconds", "AddTicks", "Add", "Subtract", "Parse", "ParseExact", "Compare", "CompareTo", "Equals", "ToString", "ToUniversalTime", "ToOffset",
            "ToUnixTimeSeconds", "ToUnixTimeMilliseconds", "FromUnixTimeSeconds", "FromUnixTimeMilliseconds", "MinValue", "MaxValue", "UnixEpoch", "Millisecond", "TimeOfDay", "UtcTicks", "EqualsExact",
        ],
        [typeof(TimeSpan)] =
        [
            "Days", "Hours", "Minutes", "Seconds", "Milliseconds", "Ticks", "TotalDays", "TotalHours", "TotalMinutes", "TotalSeconds", "TotalMilliseconds", "Zero",
            "FromDays", "FromHours", "FromMinutes", "FromSeconds", "FromMilliseconds", "FromTicks", "Add", "Subtract", "Negate", "Duration", "Multiply", "Divide", "Parse", "ParseExact", "Compare",
            "CompareTo", "Equals", "ToString", "MinValue", "MaxValue", "FromMicroseconds", "Microseconds", "Nanoseconds", "TotalMicroseconds", "TotalNanoseconds",
        ],
        [typeof(DateOnly)] =
        [
            "Year", "Month", "Day", "DayNumber", "DayOfWeek", "DayOfYear", "MinValue", "MaxValue", "AddYears", "AddMonths", "AddDays", "Parse", "ParseExact", "FromDateTime", "FromDayNumber", "ToDateTime", "CompareTo", "Equals", "ToString", "ToShortDateString", "ToLongDateString",
        ],
        [typeof(TimeOnly)] = 
        [
            "Hour", "Minute", "Second", "Millisecond", "Ticks", "Add", "AddHours", "AddMinutes", "Parse", "ParseExact", "FromDateTime", "FromTimeSpan", "ToTimeSpan", "IsBetween", "CompareTo",
            "Equals", "ToString", "MinValue", "MaxValue",
        ],
        [typeof(Guid)] = ["Empty", "Parse", "CompareTo", "Equals", "ToString"],
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<Type, Entry> Entries = Named.Select(n => Entry.Of(n.Key, n.Value))
        .Concat(new[] { typeof(sbyte), typeof(short), typeof(int), typeof(long) }.Select(t => Entry.Of(t, [.. SignedMembers, "IsEvenInteger", "IsOddInteger"])))
        .Concat(new[] { typeof(byte), typeof(ushort), typeof(uint), typeof(ulong) }.Select(t => Entry.Of(t, [.. NumberMembers, "IsEvenInteger", "IsOddInteger"])))
        .ToFrozenDictionary(e => e.Type);

    private static readonly FrozenDictionary<Type, Overload[]> Constructors = new[]
    {
        typeof(DateTime), typeof(DateTimeOffset), typeof(TimeSpan), typeof(DateOnly), typeof(TimeOnly), typeof(Guid), typeof(decimal), typeof(string),
    }.ToFrozenDictionary(t => t, t => t.GetConstructors().Where(c => c.GetParameters().All(p => IsPlain(p.ParameterType))).Select(Overload.Of).ToArray());

    public static IEnumerable<string> NamesOf(Type type) => Named.TryGetValue(type, out var names) ? names : Entries.ContainsKey(type) ? NumberMembers : [];

    public static IReadOnlyList<Overload> Methods(Type type, string name, bool isStatic) =>
        !Entries.TryGetValue(type, out var entry) ? [] : (isStatic ? entry.Static : entry.Instance).GetValueOrDefault(name) ?? [];

    public static MemberInfo? Value(Type type, string name, bool isStatic) =>
        !Entries.TryGetValue(type, out var entry) ? null : (isStatic ? entry.StaticValues : entry.InstanceValues).GetValueOrDefault(name);

    public static IReadOnlyList<Overload> ConstructorsOf(Type type) => Constructors.GetValueOrDefault(type) ?? [];

    /// <summary>The same method with the invariant culture as its further argument; the method itself when it asks for none.</summary>
    public static (MethodInfo Method, int? CultureAt) Invariant(MethodInfo method)
    {
        if (!Entries.TryGetValue(method.DeclaringType!, out var entry)) return (method, null);
        var parameters = method.GetParameters().Select(p => p.ParameterType).ToArray();
        var overloads = (method.IsStatic ? entry.Static : entry.Instance).GetValueOrDefault(method.Name) ?? [];
        foreach (var overload in overloads)
        {
            var other = overload.Parameters;
            if (other.Length != parameters.Length + 1) continue;
            if (other[^1] == typeof(IFormatProvider) && other[..^1].SequenceEqual(parameters)) return ((MethodInfo)overload.Member!, parameters.Length);
            if (other[0] == typeof(IFormatProvider) && other[1..].SequenceEqual(parameters)) return ((MethodInfo)overload.Member!, 0);
        }
        return (method, null);
    }

    private static bool IsPlain(Type type) => type.IsPrimitive || type == typeof(string) || type == typeof(decimal) || TypeNames.IsListed(type);

    private sealed record Entry(
        Type Type,
        FrozenDictionary<string, Overload[]> Instance,
        FrozenDictionary<string, Overload[]> Static,
        FrozenDictionary<string, MemberInfo> InstanceValues,
        FrozenDictionary<string, MemberInfo> StaticValues)
    {
        private const BindingFlags OnInstance = BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly;
        private const BindingFlags OnType = BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly;

        public static Entry Of(Type type, string[] names)
        {
            var listed = names.ToHashSet(StringComparer.Ordinal);
            return new(type, MethodsOf(type, OnInstance, listed), MethodsOf(type, OnType, listed), ValuesOf(type, OnInstance, listed), ValuesOf(type, OnType, listed));
        }

        private static FrozenDictionary<string, Overload[]> MethodsOf(Type type, BindingFlags flags, HashSet<string> names) =>
            type.GetMethods(flags).Where(m => names.Contains(m.Name) && !m.IsGenericMethod && !m.IsSpecialName && m.GetParameters().All(p => !p.IsOut && !p.ParameterType.IsByRef && !p.ParameterType.IsPointer))
                .GroupBy(m => m.Name, StringComparer.OrdinalIgnoreCase)
                .ToFrozenDictionary(g => g.Key, g => g.Select(Overload.Of).ToArray(), StringComparer.OrdinalIgnoreCase);

        private static FrozenDictionary<string, MemberInfo> ValuesOf(Type type, BindingFlags flags, HashSet<string> names) =>
            type.GetProperties(flags).Where(p => p.GetIndexParameters().Length == 0).Cast<MemberInfo>().Concat(type.GetFields(flags))
                .Where(m => names.Contains(m.Name)).ToFrozenDictionary(m => m.Name, StringComparer.OrdinalIgnoreCase);
    }
}
