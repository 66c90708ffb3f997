using System.Collections.Frozen;
using System.Numerics;

namespace CrmWorkflows.Rules.Expressions.RulesEngineDialect.Types;

/// <summary>The types that expressions of the dialect can name, as they are written; anything else does not exist for them.</summary>
internal static class TypeNames
{
    private static readonly (string Name, Type Type)[] Listed =
    [
        ("bool", typeof(bool)), ("byte", typeof(byte)), ("char", typeof(char)), ("decimal", typeof(decimal)), ("double", typeof(double)),
        ("float", typeof(float)), ("int", typeof(int)), ("long", typeof(long)), ("object", typeof(object)), ("sbyte", typeof(sbyte)),
        ("short", typeof(short)), ("string", typeof(string)), ("uint", typeof(uint)), ("ulong", typeof(ulong)), ("ushort", typeof(ushort)),
        ("Boolean", typeof(bool)), ("Byte", typeof(byte)), ("Char", typeof(char)), ("Decimal", typeof(decimal)), ("Double", typeof(double)),
        ("Single", typeof(float)), ("Int32", typeof(int)), ("Int64", typeof(long)), ("SByte", typeof(sbyte)), ("Int16", typeof(short)),
        ("String", typeof(string)), ("Object", typeof(object)), ("UInt32", typeof(uint)), ("UInt64", typeof(ulong)), ("UInt16", typeof(ushort)),
        ("DateTime", typeof(DateTime)), ("DateTimeOffset", typeof(DateTimeOffset)), ("TimeSpan", typeof(TimeSpan)), ("Guid", typeof(Guid)),
        ("DateOnly", typeof(DateOnly)), ("TimeOnly", typeof(TimeOnly)), ("Math", typeof(Math)), ("Convert", typeof(Convert)),
        ("StringComparison", typeof(StringComparison)), ("MidpointRounding", typeof(MidpointRounding)), ("DayOfWeek", typeof(DayOfWeek)),
        ("DateTimeKind", typeof(DateTimeKind)), ("StringSplitOptions", typeof(StringSplitOptions)),
    ];

    private static readonly FrozenDictionary<string, Type> ByName = Listed.ToFrozenDictionary(t => t.Name, t => t.Type, StringComparer.Ordinal);

    private static readonly FrozenDictionary<Type, string> ByType = Listed.Append(("BigInteger", typeof(BigInteger)))
        .GroupBy(t => t.Item2).ToFrozenDictionary(g => g.Key, g => g.First().Item1);

    public static IEnumerable<string> All => ByName.Keys;

    public static Type? Find(string name) => ByName.GetValueOrDefault(name);

    /// <summary>Whether a value of the type may be handed to and from an expression.</summary>
    public static bool IsListed(Type type) => ByType.ContainsKey(type);

    public static string Of(Type type) => ByType.TryGetValue(type, out var name) ? name : type.Name;
}
