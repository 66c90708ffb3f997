using System.Collections.Immutable;
using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;
using CrmWorkflows.Rules.Expressions.RulesEngineDialect.Types;

namespace CrmWorkflows.Rules.Expressions.RulesEngineDialect.Binding;

/// <summary>
/// The data of an object that the embedding program hands in: its public properties and fields, never its methods. Kept with the type,
/// so that a type which is unloaded takes its members along.
/// </summary>
internal static class ObjectMembers
{
    private static readonly ConditionalWeakTable<Type, Holder> Known = [];

    public static IEnumerable<string> NamesOf(Type type) => MembersOf(type).Select(m => m.Name);

    public static MemberInfo? Find(Type type, string name, bool ignoreCase) =>
        MembersOf(type).FirstOrDefault(m => string.Equals(m.Name, name, ignoreCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal));

    public static Bound Read(Bound target, MemberInfo member)
    {
        var node = Expression.MakeMemberAccess(target.Node, member);
        return new Bound(node, StaticType.Of(node.Type));
    }

    public static ImmutableArray<MemberInfo> MembersOf(Type type) => IsData(type) ? Known.GetValue(type, static t => new Holder(Read(t))).Members : [];

    /// <summary>Whether a type is data of the embedding program and no part of the run time, of a framework, or of ourselves.</summary>
    public static bool IsData(Type type) =>
        IsPair(type) || (type != typeof(object) && !type.IsPointer && !typeof(Delegate).IsAssignableFrom(type)
            && type.Assembly != typeof(ObjectMembers).Assembly && !IsFramework(type.Assembly.GetName().Name ?? ""));

    private static bool IsFramework(string assembly) =>
        assembly is "System" or "mscorlib" or "netstandard" || assembly.StartsWith("System.", StringComparison.Ordinal) || assembly.StartsWith("Microsoft.", StringComparison.Ordinal);

    private static bool IsPair(Type type) => type.IsGenericType
        && (type.GetGenericTypeDefinition() == typeof(KeyValuePair<,>) || type.FullName!.StartsWith("System.ValueTuple`", StringComparison.Ordinal));

    private static ImmutableArray<MemberInfo> Read(Type type) =>
    [
        .. type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.CanRead && p.GetMethod!.IsPublic && p.GetIndexParameters().Length == 0 && IsReadable(p.PropertyType)),
        .. type.GetFields(BindingFlags.Public | BindingFlags.Instance).Where(f => IsReadable(f.FieldType)),
    ];

    // Types, assemblies, delegates and streams are ways out of the data.
    private static bool IsReadable(Type type) =>
        !type.IsByRefLike && !type.IsPointer && !typeof(MemberInfo).IsAssignableFrom(type) && !typeof(Assembly).IsAssignableFrom(type)
        && !typeof(Delegate).IsAssignableFrom(type) && !typeof(System.IO.Stream).IsAssignableFrom(type);

    private sealed record Holder(ImmutableArray<MemberInfo> Members);
}
